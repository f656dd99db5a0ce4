import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { ROOT } from '#workspace/shared/paths.mts';
import { BOUNDED } from './bounded.mts';
import { ENTRIES } from './entries.mts';
import { type Statement, faultsOf } from './statement.mts';

interface Operation {
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

type Content = Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>;

interface Document {
  readonly paths: Readonly<Record<string, { readonly get?: Operation }>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, { readonly properties?: Readonly<object> }>>;
  };
}

/** The routes of all documents that respond with items, and what they can be filtered and sorted by. */
function documentedLists(): Map<string, readonly string[]> {
  const lists = new Map<string, readonly string[]>();
  for (const app of readdirSync(path.join(ROOT, 'apps'))) {
    const file = path.join(ROOT, 'apps', app, 'openapi.json');
    const document = read(file);
    for (const [route, { get }] of Object.entries(document?.paths ?? {})) {
      const schema = get?.responses['200']?.content?.['application/json']?.schema?.$ref;
      const properties = document?.components.schemas[schema?.split('/').at(-1) ?? '']?.properties;
      if (!get || !properties || !('items' in properties)) continue;
      const parameters = (get.parameters ?? []).filter((one) => one.in === 'query');
      const names = parameters.map(({ name }) => name);
      lists.set(
        route,
        names.filter((name) => !['page', 'limit', 'cursor'].includes(name)),
      );
    }
  }
  return lists;
}

function read(file: string): Document | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Document;
  } catch (error) {
    // The gateway and the tests have no document.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

describe('npm run lists', () => {
  const lists = documentedLists();

  it('reads every documented list', () => {
    const known = [...ENTRIES.map((entry) => entry.path), ...Object.keys(BOUNDED)];
    assert.deepEqual([...lists.keys()].sort(), known.sort());
  });

  it('reads each list with each of its filters and sorts', () => {
    for (const { path: route, variants } of ENTRIES) {
      const used = new Set(variants.flatMap(({ query }) => Object.keys(query)));
      assert.deepEqual([...used].sort(), [...(lists.get(route) ?? [])].sort(), route);
    }
  });

  it('reports full scans, in-memory sorts and reads that examine far more rows than they return', () => {
    const good: Statement = {
      text: '',
      indexes: ['some'],
      scanned: 0,
      sorted: 0,
      examined: 21,
      returned: 21,
      total: false,
    };
    const list = { limit: 20, numbered: false };
    assert.deepEqual(faultsOf(good, list), []);
    assert.equal(faultsOf({ ...good, scanned: 1_000_000 }, list).length, 1);
    assert.equal(faultsOf({ ...good, sorted: 200_000 }, list).length, 1);
    assert.equal(faultsOf({ ...good, examined: 200_000 }, list).length, 1);
    assert.equal(faultsOf({ ...good, examined: 10_020 }, { ...list, numbered: true }).length, 0);
  });
});
