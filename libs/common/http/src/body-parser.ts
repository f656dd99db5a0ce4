import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { BodyTooDeep } from './errors';

/** Plain JSON, and JSON Merge Patch (RFC 7396) under its own name. */
const JSON_TYPES = ['application/json', 'application/merge-patch+json'];

/** Levels of objects and lists in each other: more than any body of ours has, and few enough to walk through. */
const DEEPEST_BODY = 32;

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
      parse(request, body.toString('utf8'), (error, value) => {
        if (error || !isDeeper(value, DEEPEST_BODY)) done(error, value);
        else done(new BodyTooDeep({ params: { max: DEEPEST_BODY } }));
      });
    });
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
