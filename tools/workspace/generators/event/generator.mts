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
  readonly event: string;
  readonly consumers: string;
  readonly skipFinish?: boolean;
}

/** A consuming service and the name of its consumer. */
interface Consumer {
  readonly service: string;
  readonly purpose: Names;
}

type Values = ReturnType<typeof valuesOf>;

/** `nx g event <service> <aggregate> <event> --consumers=<service>:<name>`. */
export default async function event(tree: Tree, options: EventOptions): Promise<GeneratorCallback> {
  const { service } = options;
  assertService(tree, service);
  assertFeature(tree, service, options.aggregate);
  const consumers = listOf(options.consumers).map((text) => consumerOf(tree, service, text));
  const values = valuesOf(tree, options, consumers);
  writeContract(tree, values);
  writePublisher(tree, values);
  for (const consumer of consumers) writeConsumer(tree, values, consumer);
  await formatFiles(tree);
  const changed = [...new Set(consumers.map((consumer) => consumer.service))];
  const migrated = changed.filter((name) => databaseOf(tree, name) === 'postgres');
  return finish(migrated, options.skipFinish ?? false);
}

function consumerOf(tree: Tree, publisher: string, text: string): Consumer {
  const [service = '', purpose = '', ...more] = text.split(':');
  if (purpose === '' || more.length > 0) {
    throw new Error(
      `"${text}" is not a consumer: write <service>:<name>, such as course:catalog-report.`,
    );
  }
  assertService(tree, service);
  if (service === publisher)
    throw new Error(`${service} publishes the event and cannot consume it.`);
  const names = namesOf('a consumer', purpose);
  assertFreeFolder(tree, service, names.kebab);
  return { service, purpose: names };
}

function valuesOf(tree: Tree, options: EventOptions, consumers: readonly Consumer[]) {
  const { service } = options;
  const aggregate = namesOf('an aggregate', options.aggregate);
  const event = namesOf('an event', options.event);
  const contract = `${aggregate.camel}${event.pascal}`;
  const contractFile = `libs/types/${service}/src/${aggregate.kebab}.events.ts`;
  const present = tree.exists(contractFile) ? read(tree, contractFile) : '';
  if (declares(present, contract)) throw new Error(`${contractFile} declares ${contract} already.`);
  const byService = Object.groupBy(consumers, (consumer) => consumer.service);
  const consumersByService = Object.entries(byService).map(
    ([name, list = []]) =>
      `'${name}': [${list.map(({ purpose }) => `'${purpose.kebab}'`).join(', ')}]`,
  );
  return {
    ...{ service, aggregate, event, contract, contractFile, present, template: '' },
    subject: `evt.${service}.${aggregate.kebab}.${event.kebab}.v1`,
    payload: `${aggregate.pascal}${event.pascal}`,
    consumers: consumersByService.join(', '),
    file: `${aggregate.kebab}-${event.kebab}`,
    // Made by the feature generator; without one the test publishes about something that is not stored.
    hasFactory: tree.exists(`apps/${service}/test/${aggregate.kebab}.factory.ts`),
  };
}

function writeContract(tree: Tree, values: Values): void {
  const { service, aggregate, contractFile, contract, payload, present, subject } = values;
  const added = `
export class ${payload} {
  @IdField({ description: 'The ${aggregate.words} it happened to' })
  ${aggregate.camel}Id!: string;
}

/** What happened to ${aggregate.withArticle}: ${values.event.words}. */
export const ${contract} = eventContract({
  subject: '${subject}',
  payload: ${payload},
  consumers: { ${values.consumers} },
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

/** Writes the publisher: a method to call inside the unit of work that makes the event true. */
function writePublisher(tree: Tree, values: Values): void {
  const { service, aggregate, event, contract } = values;
  const files = path.join(import.meta.dirname, 'files');
  const folder = `apps/${service}/src/${aggregate.kebab}`;
  const [file, publisher] = [
    `${aggregate.kebab}-events.service`,
    `${aggregate.pascal}EventsService`,
  ];
  if (!tree.exists(`${folder}/${file}.ts`)) {
    generateFiles(tree, path.join(files, 'publisher'), folder, {
      ...values,
      file: aggregate.kebab,
    });
  }
  change(
    tree,
    `${folder}/${file}.ts`,
    (text) => addImport(text, `@course-plateform/types/${service}`, contract),
    (text) =>
      addClassMember(
        text,
        publisher,
        `${event.camel}(em: EntityManager, ${aggregate.camel}: Pick<${aggregate.pascal}, 'id' | 'version'>): void {
    this.outbox.publish(em, ${contract}, ${aggregate.camel}, { ${aggregate.camel}Id: ${aggregate.camel}.id });
  }`,
      ),
  );
  change(
    tree,
    `${folder}/${aggregate.kebab}.module.ts`,
    (text) => addImport(text, `./${file}`, publisher),
    (text) => addToProperty(text, 'providers', publisher),
  );
  generateFiles(tree, path.join(files, 'publisher-test'), `apps/${service}/test`, values);
}

/** Writes a read model with the newest version reported, the usual beginning of a consumer. */
function writeConsumer(tree: Tree, values: Values, { service, purpose }: Consumer): void {
  const mongodb = databaseOf(tree, service) === 'mongodb';
  const files = path.join(import.meta.dirname, 'files', 'consumer');
  generateFiles(tree, files, `apps/${service}`, {
    ...values,
    publisher: values.service,
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
