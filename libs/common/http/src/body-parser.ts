import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MediaTypeUnsupported } from '@course-plateform/common/edge';
import { BodyTooDeep } from './errors';
import { fileLimitOf } from './file-body';

/** Plain JSON, and JSON Merge Patch (RFC 7396) under its own name. */
const JSON_TYPES = ['application/json', 'application/merge-patch+json'];

/** What a file may call itself; its bytes tell what it is. */
const FILE_TYPES = /^(?:image\/|application\/octet-stream)/;

/** Levels of objects and lists in each other: more than any body of ours has, and few enough to walk through. */
const DEEPEST_BODY = 32;

type JsonParser = (
  request: unknown,
  body: string,
  done: (error: Error | null, value?: unknown) => void,
) => void;

/**
 * Reads bodies in JSON, and files where a route takes one (`@FileBody`). Nothing else: forms and plain text, which pages
 * elsewhere can send, end with 415.
 */
export function readBodies(app: NestFastifyApplication, bodyLimit: number): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRoute', (route) => {
    const limit = fileLimitOf(route.config);
    if (limit !== undefined) route.bodyLimit = limit;
  });
  app.useBodyParser(FILE_TYPES, { bodyLimit }, (request, body, done) => {
    if (takesFile(request)) done(null, body);
    else done(new MediaTypeUnsupported());
  });
  // Nest and Fastify describe one and the same request in types that do not meet.
  const parse = fastify.getDefaultJsonParser('error', 'error') as unknown as JsonParser;
  for (const type of JSON_TYPES) {
    app.useBodyParser(type, { bodyLimit }, (request, body, done) => {
      if (takesFile(request)) return done(new MediaTypeUnsupported());
      parse(request, body.toString('utf8'), (error, value) => {
        if (error || !isDeeper(value, DEEPEST_BODY)) done(error, value);
        else done(new BodyTooDeep({ params: { max: DEEPEST_BODY } }));
      });
    });
  }
}

function takesFile(request: object): boolean {
  const options: unknown = Reflect.get(request, 'routeOptions');
  return fileLimitOf(Reflect.get(Object(options), 'config')) !== undefined;
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}
