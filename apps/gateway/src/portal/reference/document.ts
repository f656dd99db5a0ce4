import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { OpenApiDocument } from './openapi';

/** The document of all services, which `npm run generate` joins. */
export function readDocument(): OpenApiDocument {
  const file = path.join(__dirname, '..', '..', 'openapi.json');
  return JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument;
}
