import type { IncomingMessage } from 'node:http';
import { PassThrough, type Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UPLOAD_PREFIXES } from '@course-plateform/types/platform';

/** Passes bodies of every type on as they come; the services have their own limits. */
export function streamBodies(gateway: FastifyInstance): void {
  gateway.removeAllContentTypeParsers();
  gateway.addContentTypeParser('*', (_request, payload, done) => {
    done(null, detached(payload));
  });
}

/** Whether the body may be a large file, which takes its time. */
export function isUpload({ url }: FastifyRequest): boolean {
  return UPLOAD_PREFIXES.some((prefix) => url.startsWith(`/api/v1/${prefix}`));
}

/**
 * A body that may be destroyed without its connection: undici destroys what it has not sent when the service responds
 * early (413), and with the request's own stream would go the connection on which the client waits for the response.
 */
function detached(source: IncomingMessage): Readable {
  const body = new PassThrough();
  source.pipe(body);
  source.once('close', () => {
    if (!source.complete) body.destroy();
  });
  return body;
}
