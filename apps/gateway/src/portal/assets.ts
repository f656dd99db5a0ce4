import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendProblem } from '../problems/language';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
};

/** The name of Brotli among the encodings, unless it is refused with a weight of 0 (RFC 9110, 12.5.3). */
const ACCEPTS_BROTLI = /(^|,)\s*br\s*(,|$|;\s*q=(?!0(\.0*)?\s*(,|$)))/;

const compress = promisify(brotliCompress);

/** A file that browsers load, as it is and compressed. */
interface Asset {
  plain(): Promise<Buffer>;
  brotli(): Promise<Buffer>;
}

const assets = new Map<string, Asset>();

/** Takes a file in whose name changes with its content. */
export function builtAsset(file: string, content: Asset): void {
  assets.set(file, content);
}

/**
 * Takes content in that is small enough to be compressed at the first request for it.
 * @returns its address, which changes with the content, so that browsers may keep it for ever
 */
export function asset(name: string, content: Buffer): string {
  const { name: stem, ext } = path.parse(name);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const file = `${stem}.${hash}${ext}`;
  let compressed: Promise<Buffer> | undefined;
  const brotli = (): Promise<Buffer> => (compressed ??= compress(content));
  builtAsset(file, { plain: async () => content, brotli });
  return `/assets/${file}`;
}

/** Files of the portal's own as one: each request costs a phone a round trip. @returns its address */
export function portalAsset(name: string, ...more: readonly string[]): string {
  return asset(name, Buffer.concat([name, ...more].map(portalFile)));
}

/** Reads a file of the portal's own. */
export function portalFile(name: string): Buffer {
  return readFileSync(path.join(__dirname, 'public', name));
}

/** Serves what was taken in. */
export function registerAssets(portal: FastifyInstance): void {
  portal.get<{ Params: { file: string } }>('/assets/:file', async (request, reply) => {
    const found = assets.get(request.params.file);
    if (!found) return sendProblem(request, reply, 'request.route_not_found');
    const type = TYPES[path.extname(request.params.file)] ?? 'application/octet-stream';
    void reply.type(type).header('cache-control', 'public, max-age=31536000, immutable');
    return reply.send(await contentOf(found, type, request, reply));
  });
}

/** Pictures are compressed already; whoever takes no Brotli gets what the server makes of the plain content. */
function contentOf(
  found: Asset,
  type: string,
  { headers }: FastifyRequest,
  reply: FastifyReply,
): Promise<Buffer> {
  if (type === 'image/png' || !ACCEPTS_BROTLI.test(headers['accept-encoding'] ?? '')) {
    return found.plain();
  }
  void reply.headers({ 'content-encoding': 'br', vary: 'accept-encoding' });
  return found.brotli();
}
