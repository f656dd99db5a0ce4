import type { IncomingMessage } from 'node:http';
import { type ExecutionContext, applyDecorators, createParamDecorator } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiHeader } from '@nestjs/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Class } from '@course-plateform/common/kernel';
import { MediaTypeUnsupported } from '@course-plateform/common/edge';
import { routeConfig } from './route-config';

/** The content types of bodies that a route reads itself: a piece of a resumable upload (tus 1.0), a form with a file, and an archive. */
export const STREAMED_TYPES = [
  'application/offset+octet-stream',
  'multipart/form-data',
  'application/zip',
] as const;

type StreamedType = (typeof STREAMED_TYPES)[number];

interface StreamOptions {
  readonly type: StreamedType;
  /** What the body is, for the OpenAPI document. */
  readonly description: string;
  /** The fields of a form; the body is a file when left out. */
  readonly form?: Class<object>;
  /** How large the body may be, for the OpenAPI document: the route has to keep the limit. */
  readonly maxBytes: number;
  /** Whether a request without a body is fine, whatever its content type. */
  readonly optional?: boolean;
  /** Whether the route claims an `Idempotency-Key` itself (`StreamedIdempotency`). */
  readonly takesKey?: boolean;
}

/** The header by which a repeat of a POST is known. */
export const IDEMPOTENCY_KEY_HEADER = {
  name: 'Idempotency-Key',
  required: false,
  description:
    'A repeat with the same key and body gets the first response and has no second effect',
  schema: { type: 'string' as const, minLength: 1, maxLength: 255 },
};

const STREAM = 'streamOfBody';

/**
 * Declares that a route reads its body as a stream. It may be of any size and take any time, as long as data keeps
 * arriving, so the route has to have limits of its own.
 */
export function StreamBody(options: StreamOptions): MethodDecorator {
  const { type, description, form, maxBytes, optional = false, takesKey = false } = options;
  const file = { type: 'string', format: 'binary', maxLength: maxBytes };
  return applyDecorators(
    routeConfig({ [STREAM]: type }),
    ApiConsumes(type),
    ...(takesKey ? [ApiHeader(IDEMPOTENCY_KEY_HEADER)] : []),
    ApiBody({
      required: !optional,
      description,
      ...(form ? { type: form } : { schema: file }),
    }),
  );
}

/** Injects the request of a `@StreamBody`, which is the stream of its body. */
export const SentStream = createParamDecorator(
  (_: unknown, context: ExecutionContext): IncomingMessage =>
    context.switchToHttp().getRequest<FastifyRequest>().raw,
);

/** The content type of the body that a route streams, from its configuration; undefined for other routes. */
export function streamOf(config: unknown): StreamedType | undefined {
  const type: unknown = Reflect.get(Object(config), STREAM);
  return STREAMED_TYPES.find((one) => one === type);
}

/** Leaves streamed bodies to the routes that declare them; elsewhere their types get 415. */
export function leaveStreams(fastify: FastifyInstance): void {
  for (const type of STREAMED_TYPES) {
    fastify.addContentTypeParser(type, (request, _payload, done) => {
      if (streamOf(request.routeOptions.config) === type) done(null);
      else done(new MediaTypeUnsupported());
    });
  }
}
