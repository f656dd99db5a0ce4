import { type ExecutionContext, applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Class } from '@course-plateform/common/kernel';
import { routeConfig } from './route-config';

/** The form of a body that is not a JSON object. */
export type BodyForm = 'file' | 'raw';

interface BytesOptions {
  readonly form: BodyForm;
  readonly maxBytes: number;
}

interface FileBodyOptions {
  /** The documented media types. The route has to detect the real type of the bytes. */
  readonly types: readonly string[];
  /** Longer ones are rejected with 413. */
  readonly maxBytes: number;
}

interface RawBodyOptions {
  /** Longer ones are rejected with 413. */
  readonly maxBytes: number;
  /** The documented content; nothing validates the body against it. */
  readonly type: Class<object>;
  /** The sender, for the OpenAPI document. */
  readonly description: string;
}

const BYTES = 'bytesOfBody';

/** The OpenAPI extension of operations whose body is read only when its sender has signed it. */
const SIGNED_BODY_EXTENSION = 'x-signed-body';

/** Declares that a route's body is a file. JSON gets 415 there, as files do elsewhere. */
export function FileBody({ types, maxBytes }: FileBodyOptions): MethodDecorator {
  return applyDecorators(
    routeConfig({ [BYTES]: { form: 'file', maxBytes } }),
    ApiConsumes(...types),
    ApiBody({ required: true, schema: { type: 'string', format: 'binary', maxLength: maxBytes } }),
  );
}

/**
 * Declares that a route gets the bytes of a JSON body, because the sender has signed them. The handler must check the
 * signature before it parses the body.
 */
export function RawBody({ maxBytes, type, description }: RawBodyOptions): MethodDecorator {
  return applyDecorators(
    routeConfig({ [BYTES]: { form: 'raw', maxBytes } }),
    ApiConsumes('application/json'),
    ApiBody({ required: true, description, type }),
    ApiExtension(SIGNED_BODY_EXTENSION, true),
  );
}

/** Injects the bytes of a `@FileBody` or `@RawBody`; empty when there is no body. */
export const SentBytes = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
});

/** The bytes body of a route, from its configuration; undefined for a route with a JSON object. */
export function bytesOf(config: unknown): BytesOptions | undefined {
  const options: unknown = Reflect.get(Object(config), BYTES);
  return isBytesOptions(options) ? options : undefined;
}

function isBytesOptions(options: unknown): options is BytesOptions {
  return typeof options === 'object' && options !== null && 'form' in options;
}
