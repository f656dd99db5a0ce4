import { type ExecutionContext, applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

/** What a route takes instead of a JSON object of its own. */
export type BodyForm = 'file' | 'raw';

interface BytesOptions {
  readonly form: BodyForm;
  readonly maxBytes: number;
}

interface FileBodyOptions {
  /** The media types it is documented with. What the bytes really are, the route has to find out. */
  readonly types: readonly string[];
  /** Longer ones are answered with 413. */
  readonly maxBytes: number;
}

interface RawBodyOptions {
  /** Longer ones are answered with 413. */
  readonly maxBytes: number;
  /** Who sends it and what it holds, for the document. */
  readonly description: string;
}

const BYTES = 'bytesOfBody';

/** A route whose body is one file, as it is. JSON is refused there with 415, as files are elsewhere. */
export function FileBody({ types, maxBytes }: FileBodyOptions): MethodDecorator {
  return applyDecorators(
    RouteConfig({ [BYTES]: { form: 'file', maxBytes } }),
    ApiConsumes(...types),
    ApiBody({ required: true, schema: { type: 'string', format: 'binary', maxLength: maxBytes } }),
  );
}

/**
 * A route that gets JSON byte by byte as it was sent, because its sender has signed the bytes: parsed and written again
 * they would not fit the signature. Whoever handles it checks the signature before anything is read.
 */
export function RawBody({ maxBytes, description }: RawBodyOptions): MethodDecorator {
  return applyDecorators(
    RouteConfig({ [BYTES]: { form: 'raw', maxBytes } }),
    ApiConsumes('application/json'),
    ApiBody({
      required: true,
      description,
      schema: { type: 'object', additionalProperties: true },
    }),
  );
}

/** Gives a handler the bytes of its `@FileBody` or `@RawBody`; none when there was no body. */
export const SentBytes = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
});

/** What bytes a route takes, by its configuration; undefined for a route that takes a JSON object. */
export function bytesOf(config: unknown): BytesOptions | undefined {
  const options: unknown = Reflect.get(Object(config), BYTES);
  return isBytesOptions(options) ? options : undefined;
}

function isBytesOptions(options: unknown): options is BytesOptions {
  return typeof options === 'object' && options !== null && 'form' in options;
}
