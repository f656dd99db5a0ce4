import { createRequire } from 'node:module';
import path from 'node:path';
import { readFileSync } from 'node:fs';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { OWNERSHIP } from '../../../apps/e2e/src/ownership.ts';
import { ROOT } from '../shared/paths.mts';

interface Operation {
  readonly operationId: string;
  readonly 'x-permission': string;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Permissions {
  readonly Role: Readonly<Record<string, string>>;
  permissionsOf(role: string): readonly string[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head'];

/** A page that says who may call which route, from the policies that the services declare. Needs built output. */
export function accessPage(services: readonly string[]): string {
  const { Role, permissionsOf } = createRequire(import.meta.url)(
    path.join(ROOT, 'dist/libs/types/platform/src/permissions.js'),
  ) as Permissions;
  const roles = Object.values(Role);
  const holders = (permission: string): string[] =>
    roles.map((role) => (permissionsOf(role).includes(permission) ? '✔' : '—'));
  const sections = services.map((service) => {
    const rows = operationsOf(service).map(({ method, route, operation }) => {
      const { operationId, 'x-permission': permission } = operation;
      const isPublic = permission === 'public';
      const cells = isPublic ? ['✔', ...roles.map(() => '✔')] : ['—', ...holders(permission)];
      const owner = OWNERSHIP[operationId] ?? '';
      return `| ${[`${method.toUpperCase()} ${route}`, permission, ...cells, owner].join(' | ')} |`;
    });
    return [`## ${service}`, '', heading(roles), ...rows].join('\n');
  });
  return `${INTRODUCTION}\n${sections.join('\n\n')}\n`;
}

const INTRODUCTION = `<!-- Generated from the declared policies by \`npm run generate\`; do not edit. -->

# Who may call what

Each route declares its policy, and the journey of \`npm test\` calls every route as each kind of caller: anonymous, a learner, an
instructor, an admin, and a user who has signed out, was suspended, or has a token that has expired. What names
a resource in its path that belongs to a user (last column) responds to everybody else exactly as if it were not
there. A new route without its row fails the test.
`;

function heading(roles: readonly string[]): string {
  const titles = ['route', 'permission', 'stranger', ...roles, 'belongs to one'];
  return `| ${titles.join(' | ')} |\n| ${titles.map(() => '---').join(' | ')} |`;
}

function operationsOf(service: string) {
  const file = path.join(ROOT, 'apps', service, 'openapi.json');
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as Document;
  return Object.entries(paths).flatMap(([route, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [{ method, route, operation }] : [];
    }),
  );
}
