import { globSync } from 'node:fs';
import path from 'node:path';

/** What a file of a feature can be: the part of its name behind the first dot. */
const ROLES = [
  ...['module', 'controller', 'rpc', 'events', 'resolver', 'job'],
  ...[
    'service',
    'factory',
    'builder',
    'strategy',
    'kind',
    'provider',
    'registry',
    'seeder',
    'rules',
    'state',
  ],
  ...['entity', 'repository', 'read-models', 'event-source', 'mapper', 'cache'],
  ...['dto', 'errors', 'contract', 'field'],
];

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*(?:\.(?<role>[a-z-]+?))?(\.spec)?\.ts$/;

/** The files in feature folders of services whose names say no role, or one that is not known. Without a role is fine. */
export function unknownRoles(root: string): string[] {
  const files = globSync('apps/*/src/*/**/*.ts', {
    cwd: root,
    exclude: ['apps/*/src/migrations/**'],
  });
  return files.filter((file) => !isKnown(path.basename(file))).sort();
}

function isKnown(name: string): boolean {
  const found = NAME.exec(name);
  const role = found?.groups?.['role'];
  return found !== null && (role === undefined || role === 'spec' || ROLES.includes(role));
}
