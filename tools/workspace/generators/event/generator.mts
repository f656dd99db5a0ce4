import path from 'node:path';
import { type GeneratorCallback, type Tree, formatFiles, generateFiles } from '@nx/devkit';
import { addEntity } from '../feature/generator.mts';
import { finish } from '../finish.mts';
import { type Names, listOf, namesOf } from '../names.mts';
import { addClassMember, addExport, addImport, addToProperty, declares } from '../source.mts';
import {
  assertFeature,
  assertFreeFolder,
  assertService,
  change,
  databaseOf,
  read,
} from '../workspace.mts';

interface EventOptions {
  readonly service: string;
  readonly aggregate: string;
  readonly fact: string;
  readonly consumers: string;
  readonly skipFinish?: boolean;
}

/** Who is told, and what for. */
interface Consumer {
  readonly service: string;
  readonly purpose: Names;
}

type Values = ReturnType<typeof valuesOf>;

/** `nx g event <service> <aggregate> <fact> --consumers=<service>:<purpose>`. */
export default async function event(tree: Tree, options: EventOptions): Promise<GeneratorCallback> {
  const { service } = options;
  assertService(tree, service);
  assertFeature(tree, service, options.aggregate);
  const consumers = listOf(options.consumers).map((text) => consumerOf(tree, service, text));
  const values = valuesOf(tree, options, consumers);
  writeContract(tree, values);
  writeTeller(tree, values);
  for (const consumer of consumers) writeConsumer(tree, values, consumer);
  await formatFiles(tree);
  const changed = [...new Set(consumers.map((consumer) => consumer.service))];
  const migrated = changed.filter((name) => databaseOf(tree, name) === 'postgres');
  return finish(migrated, options.skipFinish ?? false);
}

function consumerOf(tree: Tree, teller: string, text: string): Consumer {
  const [service = '', purpose = '', ...more] = text.split(':');
  if (purpose === '' || more.length > 0) {
    throw new Error(
      `"${text}" is no consumer: write <service>:<purpose>, such as course:catalog-report.`,
    );
  }
  assertService(tree, service);
  if (service === teller) throw new Error(`${service} tells the fact and needs not be told.`);
  const names = namesOf('what a fact is consumed for', purpose);
  assertFreeFolder(tree, service, names.kebab);
  return { service, purpose: names };
}

function valuesOf(tree: Tree, options: EventOptions, consumers: readonly Consumer[]) {
  const { service } = options;
  const aggregate = namesOf('what a fact is about', options.aggregate);
  const fact = namesOf('a fact', options.fact);
  const contract = `${aggregate.camel}${fact.pascal}`;
  const contractFile = `libs/types/${service}/src/${aggregate.kebab}.events.ts`;
  const present = tree.exists(contractFile) ? read(tree, contractFile) : '';
  if (declares(present, contract)) throw new Error(`${contractFile} declares ${contract} already.`);
  const byService = Object.groupBy(consumers, (consumer) => consumer.service);
  const told = Object.entries(byService).map(
    ([name, list = []]) =>
      `'${name}': [${list.map(({ purpose }) => `'${purpose.kebab}'`).join(', ')}]`,
  );
  return {
    ...{ service, aggregate, fact, contract, contractFile, present, template: '' },
    subject: `evt.${service}.${aggregate.kebab}.${fact.kebab}.v1`,
    payload: `${aggregate.pascal}${fact.pascal}`,
    told: told.join(', '),
    file: `${aggregate.kebab}-${fact.kebab}`,
    // Made by the feature generator; without one the test tells of something that is not stored.
    hasFactory: tree.exists(`apps/${service}/test/${aggregate.kebab}.factory.ts`),
  };
}

function writeContract(tree: Tree, values: Values): void {
  const { service, aggregate, contractFile, contract, payload, present, subject, told } = values;
  const added = `
export class ${payload} {
  @IdField()
  ${aggregate.camel}Id!: string;
}

/** What happened to ${aggregate.withArticle}: ${values.fact.words}. */
export const ${contract} = eventContract({
  subject: '${subject}',
  payload: ${payload},
  consumers: { ${told} },
});
`;
  const text = addImport(
    addImport(present + added, '@course-plateform/common/kernel', 'eventContract'),
    '@course-plateform/types/platform',
    'IdField',
  );
  tree.write(contractFile, text);
  change(tree, `libs/types/${service}/src/index.ts`, (index) =>
    addExport(index, `./${aggregate.kebab}.events`, payload, contract),
  );
}

/** Where the fact is told: a method to call inside the unit of work that makes it true. */
function writeTeller(tree: Tree, values: Values): void {
  const { service, aggregate, fact, contract } = values;
  const files = path.join(import.meta.dirname, 'files');
  const folder = `apps/${service}/src/${aggregate.kebab}`;
  const [file, news] = [`${aggregate.kebab}-news.service`, `${aggregate.pascal}NewsService`];
  if (!tree.exists(`${folder}/${file}.ts`)) {
    generateFiles(tree, path.join(files, 'news'), folder, { ...values, file: aggregate.kebab });
  }
  change(
    tree,
    `${folder}/${file}.ts`,
    (text) => addImport(text, `@course-plateform/types/${service}`, contract),
    (text) =>
      addClassMember(
        text,
        news,
        `${fact.camel}(em: EntityManager, ${aggregate.camel}: Pick<${aggregate.pascal}, 'id' | 'version'>): void {
    this.outbox.add(em, ${contract}, { ${aggregate.camel}Id: ${aggregate.camel}.id }, ${aggregate.camel});
  }`,
      ),
  );
  change(
    tree,
    `${folder}/${aggregate.kebab}.module.ts`,
    (text) => addImport(text, `./${file}`, news),
    (text) => addToProperty(text, 'providers', news),
  );
  generateFiles(tree, path.join(files, 'teller-test'), `apps/${service}/test`, values);
}

/** A read model with the newest version that was told, which is what a consumer begins with. */
function writeConsumer(tree: Tree, values: Values, { service, purpose }: Consumer): void {
  const mongodb = databaseOf(tree, service) === 'mongodb';
  const files = path.join(import.meta.dirname, 'files', 'consumer');
  generateFiles(tree, files, `apps/${service}`, {
    ...values,
    teller: values.service,
    purpose,
    mongodb,
    file: purpose.kebab,
  });
  const folder = `apps/${service}/src`;
  change(
    tree,
    `${folder}/app.module.ts`,
    (text) =>
      addImport(text, `./${purpose.kebab}/${purpose.kebab}.module`, `${purpose.pascal}Module`),
    (text) => addToProperty(text, 'imports', `${purpose.pascal}Module`),
  );
  addEntity(tree, service, purpose.kebab, purpose.pascal);
}
