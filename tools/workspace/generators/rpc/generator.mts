import path from 'node:path';
import { type GeneratorCallback, type Tree, formatFiles, generateFiles } from '@nx/devkit';
import { finish } from '../finish.mts';
import { listOf, namesOf, pluralOf } from '../names.mts';
import {
  addClassMember,
  addDependency,
  addExport,
  addImport,
  addToProperty,
  declares,
} from '../source.mts';
import { assertFeature, assertService, change, read } from '../workspace.mts';

interface RpcOptions {
  readonly service: string;
  readonly request: string;
  readonly callers: string;
  readonly skipFinish?: boolean;
}

type Values = ReturnType<typeof valuesOf>;

/** `nx g rpc <service> <noun>.<verb> --callers=<services>`: a bulk lookup by id to start from. */
export default async function rpc(tree: Tree, options: RpcOptions): Promise<GeneratorCallback> {
  const { service } = options;
  assertService(tree, service);
  const callers = listOf(options.callers);
  for (const caller of callers) assertService(tree, caller);
  if (callers.length === 0 || callers.includes(service)) {
    throw new Error(
      'Name with --callers the other services that may send it, separated by commas.',
    );
  }
  const values = valuesOf(tree, service, options.request, callers);
  assertFeature(tree, service, values.noun.kebab);
  writeContract(tree, values);
  writeReply(tree, values);
  const files = path.join(import.meta.dirname, 'files', 'test');
  generateFiles(tree, files, `apps/${service}/test`, values);
  await formatFiles(tree);
  return finish([], options.skipFinish ?? false);
}

function valuesOf(tree: Tree, service: string, name: string, callers: readonly string[]) {
  const [first = '', second = '', ...more] = name.split('.');
  if (second === '' || more.length > 0) {
    throw new Error(`"${name}" is not a request: write <noun>.<verb>, such as review.get-many.`);
  }
  const noun = namesOf('the noun of a request', first);
  const verb = namesOf('the verb of a request', second);
  const contract = `${noun.camel}${verb.pascal}`;
  const request = `${noun.pascal}${verb.pascal}`;
  const contractFile = `libs/types/${service}/src/${noun.kebab}.contract.ts`;
  const present = tree.exists(contractFile) ? read(tree, contractFile) : '';
  if (declares(present, contract)) throw new Error(`${contractFile} declares ${contract} already.`);
  return {
    ...{ service, callers, noun, verb, contract, request, contractFile, present, template: '' },
    plural: namesOf('a list', pluralOf(noun.kebab)),
    reply: `${request}Reply`,
    reference: `${noun.pascal}Reference`,
    declaresReference: declares(present, `${noun.pascal}Reference`),
    file: `${noun.kebab}-${verb.kebab}`,
    // Made by the feature generator; without one the test cannot know how to make an entity.
    hasFactory: tree.exists(`apps/${service}/test/${noun.kebab}.factory.ts`),
  };
}

function writeContract(tree: Tree, values: Values): void {
  const { service, noun, contractFile, contract, request, reply, reference, present } = values;
  const scratch = `${contractFile}.new`;
  const files = path.join(import.meta.dirname, 'files', 'contract');
  generateFiles(tree, files, path.dirname(contractFile), { ...values, file: noun.kebab });
  const added = read(tree, scratch);
  tree.delete(scratch);
  const text = addImport(
    addImport(`${present}\n${added}`, '@course-plateform/common/kernel', 'rpcContract'),
    '@course-plateform/types/platform',
    ...['IdField', 'IdListField', 'ListField'],
  );
  tree.write(contractFile, text);
  change(tree, `libs/types/${service}/src/index.ts`, (index) =>
    addExport(index, `./${noun.kebab}.contract`, request, reply, reference, contract),
  );
}

/** The handler and the service behind it: new ones, or a method more in those that are there. */
function writeReply(tree: Tree, values: Values): void {
  const { service, noun, plural, verb, contract, request, reply, reference } = values;
  const folder = `apps/${service}/src/${noun.kebab}`;
  const [handler, responder] = [`${noun.pascal}RpcHandler`, `${noun.pascal}ReferenceService`];
  const [rpcFile, serviceFile] = [`${noun.kebab}.rpc`, `${noun.kebab}-reference.service`];
  const files = path.join(import.meta.dirname, 'files');
  if (!tree.exists(`${folder}/${rpcFile}.ts`)) {
    generateFiles(tree, path.join(files, 'rpc'), folder, { ...values, file: noun.kebab });
  }
  if (!tree.exists(`${folder}/${serviceFile}.ts`)) {
    generateFiles(tree, path.join(files, 'reference'), folder, { ...values, file: noun.kebab });
  }
  const types = `@course-plateform/types/${service}`;
  change(
    tree,
    `${folder}/${rpcFile}.ts`,
    (text) => addImport(text, types, `type ${request}`, `type ${reply}`, contract),
    (text) => addImport(text, `./${serviceFile}`, responder),
    (text) => addDependency(text, handler, `references: ${responder}`),
    (text) =>
      addClassMember(
        text,
        handler,
        `@RpcHandler(${contract})
  @Internal()
  async ${verb.camel}({ ${noun.camel}Ids }: ${request}): Promise<${reply}> {
    return { ${plural.camel}: await this.references.${verb.camel}(${noun.camel}Ids) };
  }`,
      ),
  );
  change(tree, `${folder}/${serviceFile}.ts`, (text) =>
    addClassMember(
      text,
      responder,
      `/** Those of the ${plural.words} that there are, by id. */
  async ${verb.camel}(ids: readonly string[]): Promise<${reference}[]> {
    const ${plural.camel} = await this.em.find(${noun.pascal}, { id: { $in: [...ids] } }, { orderBy: { id: 'asc' } });
    return ${plural.camel}.map(({ id }) => ({ id }));
  }`,
    ),
  );
  change(
    tree,
    `${folder}/${noun.kebab}.module.ts`,
    (text) => addImport(text, `./${rpcFile}`, handler),
    (text) => addImport(text, `./${serviceFile}`, responder),
    (text) => addToProperty(text, 'controllers', handler),
    (text) => addToProperty(text, 'providers', responder),
  );
}
