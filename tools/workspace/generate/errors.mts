import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { type StoredDocument, plainDocument } from '../contract/plain.mts';
import { Failure } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';

const require = createRequire(import.meta.url);
const DIST = path.join(ROOT, 'dist');
const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head'];

/** What a class of failures declares. */
interface Declaration {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail?: string;
  readonly remedy?: string;
  readonly extensions?: Readonly<Record<string, ExtensionSchema>>;
}

/** The form of a member that the problems of a code have besides the common ones. */
export interface ExtensionSchema {
  readonly type: 'string' | 'integer' | 'boolean' | 'array' | 'object';
  readonly format?: 'uuid';
  readonly items?: ExtensionSchema;
  readonly properties?: Readonly<Record<string, ExtensionSchema>>;
  readonly optional?: true;
}

/** The registry that every declaration enters. */
interface Kernel {
  declaredErrors(): ReadonlyMap<string, Declaration>;
  declaredMessages(): ReadonlyMap<string, { readonly code: string; readonly text: string }>;
}

interface Operation {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, Response>>;
}

interface Response {
  readonly content?: Readonly<Record<string, { readonly examples?: object }>>;
}

/** An error of the catalog, in English. */
export interface CatalogError extends Declaration {
  /** Who declares it: a service, or `platform` for those of every service. */
  readonly owner: string;
  /** The operations that respond with it. */
  readonly operations: readonly string[];
}

/** Everything that can go wrong, from the classes that declare it and the documents that mention it. */
export interface ErrorCatalog {
  readonly errors: readonly CatalogError[];
  readonly operations: Readonly<Record<string, object>>;
  /** What is said besides: of single fields, in checks, on the portal's pages. By code, in English. */
  readonly messages: Readonly<Record<string, string>>;
}

/**
 * Makes the catalog from what is built. Loading all declarations into one process is also what proves that no code
 * is declared by two classes.
 * @throws Failure when a code is declared twice
 */
export function errorCatalog(services: readonly string[]): ErrorCatalog {
  const owners = loadDeclarations();
  const kernel = require(path.join(DIST, 'libs/common/kernel/src/index.js')) as Kernel;
  const operations = services.flatMap(operationsOf);
  const errors = [...kernel.declaredErrors().values()].map((declaration) => ({
    ...declaration,
    owner: owners.get(declaration.code) ?? 'platform',
    operations: operations
      .filter(({ codes }) => codes.includes(declaration.code))
      .map(({ operationId }) => operationId)
      .sort(),
  }));
  return {
    errors: errors.sort(byCode),
    operations: Object.fromEntries(
      operations
        .map(({ operationId, codes: _codes, ...rest }) => [operationId, rest] as const)
        .sort(([one], [other]) => (one < other ? -1 : 1)),
    ),
    messages: Object.fromEntries(
      [...kernel.declaredMessages().values()].sort(byCode).map(({ code, text }) => [code, text]),
    ),
  };
}

/** Loads every file that declares something, and says which service declares which code. */
function loadDeclarations(): Map<string, string> {
  const files = globSync(['libs/**/*.js', 'apps/**/*.js'], { cwd: DIST }).sort(librariesFirst);
  const owners = new Map<string, string>();
  const known = new Set<string>();
  for (const file of files) {
    const text = readFileSync(path.join(DIST, file), 'utf8');
    if (!/\b(domainError|defineMessage)\)\(/.test(text)) continue;
    try {
      require(path.join(DIST, file));
    } catch (error) {
      throw new Failure(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
    const { declaredErrors } = require(
      path.join(DIST, 'libs/common/kernel/src/index.js'),
    ) as Kernel;
    const [group, project = ''] = file.split(path.sep);
    for (const code of declaredErrors().keys()) {
      if (!known.has(code)) owners.set(code, group === 'apps' ? project : 'platform');
      known.add(code);
    }
  }
  return owners;
}

function librariesFirst(one: string, other: string): number {
  const rank = (file: string): number => (file.startsWith('libs') ? 0 : 1);
  return rank(one) - rank(other) || (one < other ? -1 : 1);
}

function byCode(one: { readonly code: string }, other: { readonly code: string }): number {
  return one.code < other.code ? -1 : 1;
}

function operationsOf(service: string) {
  const file = path.join(ROOT, 'apps', service, 'openapi.json');
  const { paths } = plainDocument<{
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  }>(JSON.parse(readFileSync(file, 'utf8')) as StoredDocument);
  return Object.entries(paths).flatMap(([route, item]) =>
    Object.entries(item)
      .filter(([method]) => METHODS.includes(method))
      .map(([method, { operationId, tags = [], responses }]) => ({
        operationId,
        service,
        tag: tags[0] ?? 'default',
        method: method.toUpperCase(),
        path: route,
        codes: Object.values(responses).flatMap(({ content = {} }) =>
          Object.keys(content['application/problem+json']?.examples ?? {}),
        ),
      })),
  );
}
