import {
  type CustomDecorator,
  SetMetadata,
  type Type,
  applyDecorators,
  createParamDecorator,
} from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Permission } from '@course-plateform/types/platform';
import { currentCaller } from './caller';

/** Who may call a handler. Every HTTP route, NATS handler and GraphQL operation declares one. */
export type Policy =
  | { readonly kind: 'signed-in'; readonly permission?: Permission }
  | { readonly kind: 'public'; readonly ignoresToken: boolean }
  | { readonly kind: 'internal' };

type Decorator = MethodDecorator & ClassDecorator;

const POLICY = 'course-plateform:policy';

/** The OpenAPI extension with the permission of an operation. */
const PERMISSION_EXTENSION = 'x-permission';

/** The OpenAPI extension of operations that ignore tokens. */
export const IGNORES_TOKEN_EXTENSION = 'x-ignores-token';

function declare(policy: Policy): CustomDecorator {
  return SetMetadata(POLICY, policy);
}

/**
 * Allows signed-in callers, with the permission if one is given. On a class it applies to every handler without a
 * policy of its own.
 */
export function Auth(permission?: Permission): Decorator {
  return applyDecorators(
    declare(permission === undefined ? { kind: 'signed-in' } : { kind: 'signed-in', permission }),
    ApiBearerAuth(),
    ApiExtension(PERMISSION_EXTENSION, permission ?? 'signed-in'),
  );
}

/**
 * Allows everyone. The handler knows the caller of a valid token. An invalid token gets 401, so that a client does not
 * mistake an anonymous response for a personal one.
 * @param options.ignoresToken ignores the token, for sign-in, where clients may still send an old one
 */
export function Public({ ignoresToken = false }: { ignoresToken?: boolean } = {}): Decorator {
  return applyDecorators(
    declare({ kind: 'public', ignoresToken }),
    ApiExtension(PERMISSION_EXTENSION, 'public'),
    ...(ignoresToken ? [ApiExtension(IGNORES_TOKEN_EXTENSION, true)] : []),
  );
}

/** Allows other services over NATS only, without a caller; not allowed on HTTP routes. */
export function Internal(): Decorator {
  return declare({ kind: 'internal' });
}

/** Injects the caller into a handler's parameter: a `Caller`, or `Caller | undefined` with `@Public()`. */
export const CurrentUser = createParamDecorator(() => currentCaller());

/** The policy of a handler: its own or its class's; undefined when neither declares one. */
export function policyOf(handler: object, owner: Type): Policy | undefined {
  const own = Reflect.getMetadata(POLICY, handler) as Policy | undefined;
  return own ?? (Reflect.getMetadata(POLICY, owner) as Policy | undefined);
}
