import path from 'node:path';
import { type GeneratorCallback, type Tree, formatFiles, generateFiles } from '@nx/devkit';
import { finish } from '../finish.mts';
import { type Names, namesOf, pluralOf } from '../names.mts';
import {
  addEnumMember,
  addImport,
  addMeaning,
  addToNamed,
  addToProperty,
  addToVariable,
} from '../source.mts';
import {
  SERVICES_FILE,
  assertFreeFolder,
  assertFreePath,
  assertService,
  change,
  databaseOf,
  read,
} from '../workspace.mts';

interface FeatureOptions {
  readonly service: string;
  readonly name: string;
  readonly plural?: string;
  readonly skipFinish?: boolean;
}

const PERMISSIONS_FILE = 'libs/types/platform/src/permissions.ts';

/** What is said about a missing resource, in the languages that are not in the code. */
const NOT_FOUND = {
  ar: 'هذا المورد غير موجود',
  es: 'No existe ese recurso',
  fr: "Cette ressource n'existe pas",
} as const;

/** `nx g feature <service> <name>`: a resource that belongs to the user who made it. */
export default async function feature(
  tree: Tree,
  options: FeatureOptions,
): Promise<GeneratorCallback> {
  assertService(tree, options.service);
  const name = namesOf('a feature', options.name);
  assertFreeFolder(tree, options.service, name.kebab);
  const plural = namesOf('a path', options.plural ?? pluralOf(name.kebab));
  assertFreePath(tree, plural.kebab);
  assertFreeCode(tree, name);
  writeFeature(tree, options.service, name, plural);
  await formatFiles(tree);
  const migrated = databaseOf(tree, options.service) === 'postgres' ? [options.service] : [];
  return finish(migrated, options.skipFinish ?? false);
}

/** Writes a feature and makes it known to its service, without formatting. */
export function writeFeature(tree: Tree, service: string, name: Names, plural: Names): void {
  const mongodb = databaseOf(tree, service) === 'mongodb';
  const values = { service, name, plural, mongodb, feature: name.kebab, template: '' };
  generateFiles(tree, path.join(import.meta.dirname, 'files'), `apps/${service}`, values);
  const folder = `apps/${service}/src`;
  change(
    tree,
    `${folder}/app.module.ts`,
    (text) => addImport(text, `./${name.kebab}/${name.kebab}.module`, `${name.pascal}Module`),
    (text) => addToProperty(text, 'imports', `${name.pascal}Module`),
  );
  addEntity(tree, service, name.kebab, name.pascal);
  change(tree, SERVICES_FILE, (text) => addToNamed(text, service, 'prefixes', `'${plural.kebab}'`));
  addPermission(tree, name);
  addTexts(tree, service, name);
}

/** Lists an entity among those of its service. */
export function addEntity(tree: Tree, service: string, file: string, entity: string): void {
  change(
    tree,
    `apps/${service}/src/mikro-orm.config.ts`,
    (text) => addImport(text, `./${file}/${file}.entity`, entity),
    (text) => addToProperty(text, 'entities', entity),
  );
}

function addPermission(tree: Tree, name: Names): void {
  const value = `${name.kebab}:manage`;
  const text = read(tree, PERMISSIONS_FILE);
  if (text.includes(`'${value}'`)) return;
  const key = `${name.camel}Manage`;
  const words = namesOf('a resource', pluralOf(name.kebab)).words;
  change(
    tree,
    PERMISSIONS_FILE,
    (before) => addEnumMember(before, 'Permission', `${key} = '${value}'`),
    (before) => addMeaning(before, 'Permission', value, `Create, read, edit and delete ${words}`),
    (before) => addToVariable(before, 'learner', `Permission.${key}`),
  );
}

function textsFile(locale: string, service: string): string {
  return `libs/common/i18n/src/locales/${locale}/${service}.json`;
}

function addTexts(tree: Tree, service: string, name: Names): void {
  for (const [locale, title] of Object.entries(NOT_FOUND)) {
    const file = textsFile(locale, service);
    const present = JSON.parse(tree.exists(file) ? read(tree, file) : '{}') as object;
    const texts = { ...present, [`${name.snake}.not_found`]: { title } };
    tree.write(file, JSON.stringify(texts, null, 2));
  }
}

function assertFreeCode(tree: Tree, name: Names): void {
  const folder = 'libs/common/i18n/src/locales/es';
  const code = `"${name.snake}.not_found"`;
  const taken = tree
    .children(folder)
    .find((file) => read(tree, `${folder}/${file}`).includes(code));
  if (taken !== undefined) {
    throw new Error(`The error ${code} is declared already (${taken}); choose another name.`);
  }
}
