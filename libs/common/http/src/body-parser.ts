import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { MediaTypeUnsupported } from '@course-plateform/common/edge';
import { RequestMalformed } from '@course-plateform/common/kernel';
import { BodyTooDeep } from './errors';
import { DEEPEST_BODY, isDeeper } from './json-depth';
import { type BodyForm, bytesOf } from './bytes-body';
import { leaveStreams, streamOf } from './stream-body';

/** JSON, and JSON Merge Patch (RFC 7396). */
const JSON_TYPES = ['application/json', 'application/merge-patch+json'];

/** The accepted content types of a file; its real type is detected from its bytes. */
const FILE_TYPES = /^(?:image\/|application\/octet-stream)/;

const CHARSET = /;\s*charset\s*=\s*"?([^\s;"]*)/i;

type JsonParser = (
  request: unknown,
  body: string,
  done: (error: Error | null, value?: unknown) => void,
) => void;

/**
 * Parses JSON bodies, or leaves their bytes to a route with `@RawBody`, and accepts files on a route with `@FileBody`.
 * Everything else gets 415: forms and plain text, which pages of other origins can send, encodings other than UTF-8
 * (RFC 8259, 8.1), and compressed bodies. An empty body counts as no body, whatever its content type.
 */
export function readBodies(app: NestFastifyApplication, bodyLimit: number): void {
  const fastify = app.getHttpAdapter().getInstance();
  fastify.removeAllContentTypeParsers();
  fastify.addHook('onRoute', (route) => {
    const bytes = bytesOf(route.config);
    if (bytes) route.bodyLimit = bytes.maxBytes;
  });
  leaveStreams(fastify);
  app.useBodyParser(FILE_TYPES, { bodyLimit }, (request, body, done) => {
    if (formOf(request) === 'file' && !isCompressed(request.headers)) done(null, body);
    else done(new MediaTypeUnsupported());
  });
  // Nest and Fastify have incompatible types for the same request.
  const parse = fastify.getDefaultJsonParser('error', 'error') as unknown as JsonParser;
  for (const type of JSON_TYPES) {
    app.useBodyParser(type, { bodyLimit }, (request, body, done) => {
      if (body.length === 0) return done(null);
      const form = formOf(request);
      if (form === 'file' || form === 'stream' || !isPlainJson(request.headers)) {
        return done(new MediaTypeUnsupported());
      }
      if (form === 'raw') return done(null, body);
      if (!isUtf8(body)) return done(new RequestMalformed());
      parse(request, body.toString('utf8'), (error, value) => {
        if (error || !isDeeper(value, DEEPEST_BODY)) done(error, value);
        else done(new BodyTooDeep({ params: { max: DEEPEST_BODY } }));
      });
    });
  }
}

function isPlainJson(headers: IncomingHttpHeaders): boolean {
  const charset = CHARSET.exec(headers['content-type'] ?? '')?.[1];
  return (charset === undefined || /^utf-?8$/i.test(charset)) && !isCompressed(headers);
}

function isCompressed({ 'content-encoding': encoding = 'identity' }: IncomingHttpHeaders): boolean {
  return encoding.toLowerCase() !== 'identity';
}

function formOf(request: object): BodyForm | 'stream' | undefined {
  const options: unknown = Reflect.get(request, 'routeOptions');
  const config: unknown = Reflect.get(Object(options), 'config');
  return streamOf(config) ? 'stream' : bytesOf(config)?.form;
}
