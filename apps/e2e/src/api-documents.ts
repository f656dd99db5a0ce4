import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Schema } from './samples';

const APPS = path.resolve(__dirname, '../..');
const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** An id that nothing has. */
export const ABSENT_ID = '01890a5d-ac96-774b-bcce-b302099a8057';

/** The services, by their committed documents. */
export const SERVICES = readdirSync(APPS).filter((name) =>
  existsSync(path.join(APPS, name, 'openapi.json')),
);

export interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema?: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { schema?: Schema }>> };
  /** A permission, `signed-in` or `public`. */
  readonly 'x-permission': string;
  readonly 'x-ignores-token'?: boolean;
  readonly 'x-signed-body'?: boolean;
}

interface ApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components?: { readonly schemas?: Readonly<Record<string, Schema>> };
}

/** An operation of one of the ten services. */
export interface ApiOperation extends Operation {
  readonly service: string;
  readonly method: string;
  /** With its parameters in braces. */
  readonly path: string;
}

/** The document of a service. */
export function documentOf(service: string): {
  readonly operations: readonly ApiOperation[];
  readonly schemas: Readonly<Record<string, Schema>>;
} {
  const file = path.join(APPS, service, 'openapi.json');
  const { paths, components } = JSON.parse(readFileSync(file, 'utf8')) as ApiDocument;
  const operations = Object.entries(paths).flatMap(([template, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ ...operation, service, method, path: template }] : [];
    }),
  );
  return { operations, schemas: components?.schemas ?? {} };
}
