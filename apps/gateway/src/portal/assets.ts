import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { answerProblem } from '../problems/language';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
};

const SWAGGER_UI = path.dirname(require.resolve('swagger-ui-dist/package.json'));

const contents = new Map<string, string | Buffer>();

/**
 * Takes a script or style of the pages in.
 * @returns its address, which changes with the content, so that browsers may keep it for ever
 */
function asset(name: string, content: string | Buffer): string {
  const { name: stem, ext } = path.parse(name);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 12);
  const file = `${stem}.${hash}${ext}`;
  contents.set(file, content);
  return `/assets/${file}`;
}

/** A script or style of the portal's own. @returns its address */
export function portalAsset(name: string): string {
  return asset(name, readFileSync(path.join(__dirname, 'public', name)));
}

/** A file of the installed Swagger UI. @returns its address */
export function swaggerAsset(name: string): string {
  return asset(name, swaggerFile(name));
}

/** Reads a file of the installed Swagger UI. */
export function swaggerFile(name: string): Buffer {
  return readFileSync(path.join(SWAGGER_UI, name));
}

/** Serves what was taken in. */
export function registerAssets(portal: FastifyInstance): void {
  portal.get<{ Params: { file: string } }>('/assets/:file', (request, reply) => {
    const content = contents.get(request.params.file);
    if (content === undefined) return answerProblem(request, reply, 'request.route_not_found');
    return reply
      .type(TYPES[path.extname(request.params.file)] ?? 'application/octet-stream')
      .header('cache-control', 'public, max-age=31536000, immutable')
      .send(content);
  });
}
