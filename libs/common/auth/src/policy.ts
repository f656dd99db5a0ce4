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

/** Where OpenAPI tells the permission of an operation. */
const PERMISSION_EXTENSION = 'x-permission';

/** Where OpenAPI tells that an operation does not look at tokens at all. */
export const IGNORES_TOKEN_EXTENSION = 'x-ignores-token';

function declare(policy: Policy): CustomDecorator {
  return SetMetadata(POLICY, policy);
}

/**
 * Only for signed-in callers, and only for those who hold the permission if there is one.
 * On a class it holds for every handler that does not declare its own.
 */
export function Auth(permission?: Permission): Decorator {
  return applyDecorators(
    declare(permission === undefined ? { kind: 'signed-in' } : { kind: 'signed-in', permission }),
    ApiBearerAuth(),
    ApiExtension(PERMISSION_EXTENSION, permission ?? 'signed-in'),
  );
}

/**
 * For everybody. A caller who sends a valid token is known to the handler; a wrong token is refused with 401,
 * so that nobody takes an answer for strangers for their own.
 * @param options.ignoresToken does not look at the token at all: for signing in, where an old one may still be sent
 */
export function Public({ ignoresToken = false }: { ignoresToken?: boolean } = {}): Decorator {
  return applyDecorators(
    declare({ kind: 'public', ignoresToken }),
    ApiExtension(PERMISSION_EXTENSION, 'public'),
    ...(ignoresToken ? [ApiExtension(IGNORES_TOKEN_EXTENSION, true)] : []),
  );
}

/** Only for the other services over NATS, without a caller; not allowed on HTTP routes. */
export function Internal(): Decorator {
  return declare({ kind: 'internal' });
}

/** The caller, as a handler's parameter: a `Caller`; on a `@Public()` handler `Caller | undefined`. */
export const CurrentUser = createParamDecorator(() => currentCaller());

/** The policy of a handler: its own or its class's; undefined when neither declares one. */
export function policyOf(handler: object, owner: Type): Policy | undefined {
  const own = Reflect.getMetadata(POLICY, handler) as Policy | undefined;
  return own ?? (Reflect.getMetadata(POLICY, owner) as Policy | undefined);
}
