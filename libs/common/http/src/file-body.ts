import { type ExecutionContext, applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';

interface FileBodyOptions {
  /** The media types it is documented with. What the bytes really are, the route has to find out. */
  readonly types: readonly string[];
  /** Longer ones are answered with 413. */
  readonly maxBytes: number;
}

const LIMIT = 'fileBytesMax';

/** A route whose body is one file, as it is. JSON is refused there with 415, as files are elsewhere. */
export function FileBody({ types, maxBytes }: FileBodyOptions): MethodDecorator {
  return applyDecorators(
    RouteConfig({ [LIMIT]: maxBytes }),
    ApiConsumes(...types),
    ApiBody({ required: true, schema: { type: 'string', format: 'binary', maxLength: maxBytes } }),
  );
}

/** Gives a handler the bytes of its `@FileBody`; none when there was no body. */
export const SentFile = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<FastifyRequest>();
  return Buffer.isBuffer(body) ? body : Buffer.alloc(0);
});

/** How long the file may be that a route takes, by its configuration; undefined for a route that takes none. */
export function fileLimitOf(config: unknown): number | undefined {
  const limit: unknown = Reflect.get(Object(config), LIMIT);
  return typeof limit === 'number' ? limit : undefined;
}
