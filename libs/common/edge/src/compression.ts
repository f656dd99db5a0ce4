import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';

/** Smaller responses are not worth compressing, in bytes. */
const THRESHOLD_BYTES = 1024;
const TEXT = /^(text\/(?!event-stream)|application\/([\w.-]+\+)?json|image\/svg\+xml)/;
const ENCODINGS = ['br', 'gzip'] as const;
/** One of our entity tags with any encoding, also weakened by a compressing proxy (RFC 9110, 8.8.3). */
const ENTITY_TAG = new RegExp(`^(?:W/)?"(.*?)(?:-(?:${ENCODINGS.join('|')}))?"$`);

/**
 * Compresses text responses to GET, and those of GraphQL, which reads by POST. Responses to other methods are never
 * compressed: they may contain tokens, and the length of a compressed response can reveal a secret if the response also
 * contains attacker-controlled input (BREACH). Call it before routes are registered.
 */
export async function compressResponses(fastify: FastifyInstance): Promise<void> {
  fastify.addHook('onRoute', (route) => {
    if (!isRead(route)) route.compress = false;
  });
  await fastify.register(compress, {
    globalDecompression: false,
    threshold: THRESHOLD_BYTES,
    encodings: [...ENCODINGS],
    customTypes: TEXT,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } },
  });
  // After the hook of the plugin, which sets the encoding.
  fastify.addHook('onRoute', (route) => {
    route.onSend = [...[route.onSend ?? []].flat(), tagEncoding];
  });
}

/** The opaque part of one of our entity tags, without the encoding; undefined for any other string. */
export function plainEntityTag(tag: string): string | undefined {
  return ENTITY_TAG.exec(tag)?.[1];
}

function isRead({ method, url }: RouteOptions): boolean {
  if (url.endsWith('/graphql')) return true;
  return [method].flat().every((one) => one === 'GET' || one === 'HEAD');
}

/** Adds the encoding to a strong tag, because the bytes differ: `"7"` becomes `"7-br"` (RFC 9110, 8.8.3.3). */
function tagEncoding(
  _request: FastifyRequest,
  reply: FastifyReply,
  payload: unknown,
  done: (error: Error | null, payload: unknown) => void,
): void {
  const [tag, encoding] = [reply.getHeader('etag'), reply.getHeader('content-encoding')];
  if (typeof tag === 'string' && tag.startsWith('"') && typeof encoding === 'string') {
    const plain = plainEntityTag(tag);
    if (plain !== undefined && encoding !== 'identity') {
      void reply.header('etag', `"${plain}-${encoding}"`);
    }
  }
  done(null, payload);
}
