import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Plain JSON, and JSON Merge Patch (RFC 7396) under its own name. */
const JSON_TYPES = ['application/json', 'application/merge-patch+json'];

type JsonParser = (
  request: unknown,
  body: string,
  done: (error: Error | null, value?: unknown) => void,
) => void;

/** Reads bodies in JSON and nothing else: forms and plain text, which pages elsewhere can send, end with 415. */
export function readJsonOnly(app: NestFastifyApplication, bodyLimit: number): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  // Nest and Fastify describe one and the same request in types that do not meet.
  const parse = fastify.getDefaultJsonParser('error', 'error') as unknown as JsonParser;
  for (const type of JSON_TYPES) {
    app.useBodyParser(type, { bodyLimit }, (request, body, done) => {
      parse(request, body.toString('utf8'), done);
    });
  }
}
