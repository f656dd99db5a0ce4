import path from 'node:path';
import { type GeneratorCallback, type Tree, formatFiles, generateFiles } from '@nx/devkit';
import { writeFeature } from '../feature/generator.mts';
import { finish } from '../finish.mts';
import { namesOf, pluralOf } from '../names.mts';
import { addToVariable } from '../source.mts';
import {
  type Database,
  SERVICES_FILE,
  assertFreePath,
  assertFreeService,
  change,
  nextPort,
} from '../workspace.mts';

interface ServiceOptions {
  readonly name: string;
  readonly database: Database;
  readonly feature?: string;
  readonly plural?: string;
  readonly skipFinish?: boolean;
}

/** `nx g service <name>`: a service with one feature, on the next port, known to the gateway and the broker. */
export default async function service(
  tree: Tree,
  options: ServiceOptions,
): Promise<GeneratorCallback> {
  const { database } = options;
  const name = namesOf('a service', options.name);
  assertFreeService(tree, name.kebab);
  const feature = namesOf('a feature', options.feature ?? name.kebab);
  const plural = namesOf('a path', options.plural ?? pluralOf(feature.kebab));
  assertFreePath(tree, plural.kebab);
  const mongodb = database === 'mongodb';
  const values = {
    service: name.kebab,
    className: name.pascal,
    title: name.words.charAt(0).toUpperCase() + name.words.slice(1),
    plural: plural.words,
    table: feature.snake,
    mongodb,
    template: '',
  };
  const files = path.join(import.meta.dirname, 'files');
  generateFiles(tree, path.join(files, 'app'), `apps/${name.kebab}`, values);
  generateFiles(tree, path.join(files, 'types'), `libs/types/${name.kebab}`, values);
  const port = nextPort(tree);
  const entry = `{ name: '${name.kebab}', port: ${port}, database: '${database}', prefixes: [], extraPrefixes: [] }`;
  change(tree, SERVICES_FILE, (text) => addToVariable(text, 'SERVICES', entry));
  // The journeys run against the whole platform.
  change(tree, 'apps/e2e/project.json', (text) =>
    text.replace(/("implicitDependencies": \[[^\]]*?)\s*\]/, `$1, "${name.kebab}"]`),
  );
  writeFeature(tree, name.kebab, feature, plural);
  await formatFiles(tree);
  return finish(mongodb ? [] : [name.kebab], options.skipFinish ?? false);
}
