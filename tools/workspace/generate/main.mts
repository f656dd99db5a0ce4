import { spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import prettier from 'prettier';
// eslint-disable-next-line @nx/enforce-module-boundaries -- Node runs this file as it is and knows no path aliases
import { SERVICES } from '../../../libs/types/platform/src/services.ts';
import { readMessages } from '../broker/messages.mts';
import { readTopology } from '../broker/topology.mts';
import { usersConfig } from '../broker/users.mts';
import { buildTree } from '../build/build.mts';
import { Failure, runTool } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import { Steps } from '../shared/steps.mts';
import { accessPage } from './access.mts';
import { asyncApiDocument } from './asyncapi.mts';
import { clientTypes, errorTypes } from './client-errors.mts';
import { readDocComments } from './doc-comments.mts';
import { errorCatalog } from './errors.mts';
import { joinedDocument } from './joined-document.mts';
import { contractsReadme, serviceReadme } from './readmes.mts';

const GENERATED_CLIENT = path.join(ROOT, 'libs/client/src/generated');
const JOINED_DOCUMENT = path.join(ROOT, 'apps/gateway/src/openapi.json');
const ERROR_CATALOG = path.join(ROOT, 'apps/gateway/src/errors.json');
const ASYNCAPI = path.join(ROOT, 'apps/gateway/src/asyncapi.json');
const ACCESS = path.join(ROOT, 'docs/access.md');
const BROKER_USERS = path.join(ROOT, 'tools/workspace/broker/users.conf');
const BROKER_CONSUMERS = path.join(ROOT, 'tools/workspace/broker/consumers.json');
/** OpenAPI documents are long and deep: with long lines and little indentation they are half as long. */
const SLIM = { printWidth: 160, tabWidth: 1 };
const names: readonly string[] = SERVICES.map(({ name }) => name);

/** Makes everything that is generated and committed, from one source each: `npm run generate`. */
await runTool(async () => {
  const wanted = process.argv.slice(2);
  const runs = (part: string): boolean => wanted.length === 0 || wanted.includes(part);
  const steps = new Steps();
  await steps.step('Build', () => buildTree());
  if (runs('openapi')) await steps.step('OpenAPI documents', writeDocuments);
  if (runs('openapi')) await steps.step('Joined OpenAPI document', writeJoinedDocument);
  if (runs('errors')) await steps.step('Error catalog', writeErrorCatalog);
  if (runs('asyncapi')) await steps.step('AsyncAPI document', writeAsyncApi);
  if (runs('client')) await steps.step('Client types', writeClient);
  if (runs('access')) await steps.step('Page of who may call what', writeAccess);
  if (runs('readmes')) await steps.step('READMEs of the services', writeReadmes);
  if (runs('broker')) await steps.step('Permissions of the broker', writeBrokerUsers);
  if (runs('env')) await steps.step('.env.example', writeEnvironmentExample);
  return 0;
});

async function writeDocuments(): Promise<void> {
  // Two at a time: each is a process of its own that loads a whole service.
  const queue = [...names];
  const work = async (): Promise<void> => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      const file = documentOf(name);
      await node(`dist/apps/${name}/src/main.js`, 'openapi', file);
      await writeFormatted(file, JSON.stringify(JSON.parse(await readFile(file, 'utf8'))), SLIM);
    }
  };
  await Promise.all([work(), work()]);
}

/** After the OpenAPI documents of the services. */
async function writeJoinedDocument(): Promise<void> {
  const documents = await Promise.all(
    names.map(async (name) => JSON.parse(await readFile(documentOf(name), 'utf8'))),
  );
  await writeFormatted(JOINED_DOCUMENT, JSON.stringify(joinedDocument(documents)), SLIM);
}

/** After the joined document. */
async function writeClient(): Promise<void> {
  await mkdir(GENERATED_CLIENT, { recursive: true });
  const document = JSON.parse(await readFile(JOINED_DOCUMENT, 'utf8'));
  await write(path.join(GENERATED_CLIENT, 'api.ts'), await clientTypes(document));
  const { errors } = errorCatalog(names);
  await write(path.join(GENERATED_CLIENT, 'errors.ts'), await errorTypes(errors));
}

async function writeErrorCatalog(): Promise<void> {
  await writeFormatted(ERROR_CATALOG, JSON.stringify(errorCatalog(names)));
}

/** After the OpenAPI documents and the catalog, of which it takes what a failure looks like. */
async function writeAsyncApi(): Promise<void> {
  const document = await asyncApiDocument(names, readMessages(names), readDocComments());
  await writeFormatted(ASYNCAPI, JSON.stringify(document));
}

/** After the OpenAPI documents, which tell the policies. */
async function writeAccess(): Promise<void> {
  await writeFormatted(ACCESS, accessPage(names));
}

/** After the OpenAPI documents, which tell the routes. */
async function writeReadmes(): Promise<void> {
  const messages = readMessages(names);
  for (const name of names) {
    await writeFormatted(path.join(ROOT, 'apps', name, 'README.md'), serviceReadme(name, messages));
    const contracts = path.join(ROOT, 'libs', 'types', name, 'README.md');
    await writeFormatted(contracts, contractsReadme(name, messages));
  }
}

async function writeBrokerUsers(): Promise<void> {
  const topology = readTopology(names);
  const consumers = topology.flatMap((service) => service.consumers);
  await writeFile(BROKER_USERS, usersConfig(topology));
  await writeFormatted(BROKER_CONSUMERS, JSON.stringify(consumers));
}

async function writeEnvironmentExample(): Promise<void> {
  const files = [...names, 'gateway'].map((name) =>
    path.join(ROOT, `dist/apps/${name}/src/env.js`),
  );
  const script = `
    const { environmentExample } = require(${JSON.stringify(path.join(ROOT, 'dist/libs/common/config/src/index.js'))});
    const files = ${JSON.stringify(files)};
    // Each exports one class of settings, under the name of its service.
    const settingsOf = (file) => Object.values(require(file)).find((one) => 'shape' in one);
    process.stdout.write(environmentExample(files.map(settingsOf)));
  `;
  await writeFile(path.join(ROOT, '.env.example'), await node('-e', script));
}

function documentOf(name: string): string {
  return path.join(ROOT, 'apps', name, 'openapi.json');
}

async function write(file: string, text: string): Promise<void> {
  const note = '// Generated from the OpenAPI documents by `npm run generate`; do not edit.\n\n';
  await writeFormatted(file, note + text);
}

async function writeFormatted(file: string, text: string, form = {}): Promise<void> {
  const options = (await prettier.resolveConfig(file)) ?? {};
  await writeFile(file, await prettier.format(text, { ...options, ...form, filepath: file }));
}

function node(...args: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else
        reject(
          new Failure(`${args[0] === '-e' ? 'A generator' : args[0]} failed.\n${errors.trim()}`),
        );
    });
  });
}
