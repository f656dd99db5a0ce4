import type { FastifyInstance } from 'fastify';
import { RequestMalformed } from '@course-plateform/common/kernel';

const DOT_SEGMENT = /(^|\/)\.{1,2}(\/|$)/;

/**
 * Rejects ambiguous URLs, which two programs could read differently, before routing: NUL and dot segments in the path,
 * escapes in the query that are not UTF-8, an HTTP/1.1 request without Host.
 */
export function refuseAmbiguousAddresses(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    const { httpVersion, headers } = request.raw;
    const nameless = httpVersion === '1.1' && headers.host === undefined;
    if (nameless || !isPlainAddress(request.url)) done(new RequestMalformed());
    else done();
  });
}

/** Whether a URL is unambiguous (RFC 3986, 5.2.4; RFC 9110, 17.3). */
export function isPlainAddress(url: string): boolean {
  const end = url.indexOf('?');
  const path = end === -1 ? url : url.slice(0, end);
  const query = end === -1 ? '' : url.slice(end + 1);
  return isPlainPath(path) && isDecodable(query);
}

function isPlainPath(path: string): boolean {
  if (!/[%.\\]/.test(path)) return true;
  const decoded = path
    .replaceAll(/%2e/gi, '.')
    .replaceAll(/%(2f|5c)/gi, '/')
    .replaceAll('\\', '/');
  return !decoded.includes('%00') && !DOT_SEGMENT.test(decoded);
}

function isDecodable(query: string): boolean {
  if (!query.includes('%')) return true;
  try {
    decodeURIComponent(query);
    return true;
  } catch (error) {
    if (error instanceof URIError) return false;
    throw error;
  }
}
