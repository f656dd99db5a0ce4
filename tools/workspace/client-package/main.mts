import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { Failure, runTool } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import { Steps } from '../shared/steps.mts';
import { lintPackage } from './lint.mts';
import { CLIENT, JOINED_DOCUMENT, TSC, packClient, run } from './pack.mts';

const OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  target: 'es2023',
  lib: ['es2023', 'dom'],
  types: ['node'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
};

/** What someone outside of this workspace would write first. */
const PROGRAM = `
import { type Schemas, ApiError, allItems, createClient, idempotencyKey, ifMatch, retry, unwrap } from '@course-plateform/client';

export async function firstSteps(): Promise<string[]> {
  const client = createClient({ baseUrl: 'http://127.0.0.1:3000', token: () => undefined });
  const page = await unwrap(client.GET('/api/v1/courses', { params: { query: { q: 'web' } } }));
  const card: Schemas['CourseCard'] | undefined = page.items[0];
  try {
    await unwrap(client.POST('/api/v1/orders', {
      params: { header: idempotencyKey() },
      body: { quoteId: card?.id ?? '' },
    }));
  } catch (error) {
    if (error instanceof ApiError && error.code === 'order.already_owned') return error.problem.courseIds;
    // @ts-expect-error -- the problem of another code does not have these
    if (error instanceof ApiError && error.code === 'review.exists') return error.problem.courseIds;
    throw error;
  }
  const { data, error } = await retry((key) => client.POST('/api/v1/orders', {
    params: { header: key },
    body: { quoteId: '' },
  }));
  if (error?.code === 'order.already_owned') return [error.status.toFixed(), ...error.courseIds];
  if (error?.code === 'quote.used') return [error.orderId];
  // @ts-expect-error -- ordering does not end in this
  if (error?.code === 'review.exists') return [];
  const names: string[] = [data?.status ?? 'none'];
  const reviews = allItems((next) => unwrap(client.GET('/api/v1/reviews', {
    params: { query: { courseId: card?.id ?? '', ...next } },
  })));
  for await (const review of reviews) names.push(review.text, ifMatch(review)['If-Match']);
  // @ts-expect-error -- a field of another type must not compile
  await client.POST('/api/v1/reviews', { body: { courseId: '', stars: 'five', text: '' } });
  // @ts-expect-error -- nor a route that does not exist
  await client.GET('/api/v1/nothing');
  return names;
}
`;

const EVERYTHING = "export * from '@course-plateform/client';";

/** The packages of the client, and those that its recipes use besides. */
const DEPENDENCIES = ['openapi-fetch', 'openapi-typescript-helpers'];
const RECIPES = [
  'openapi-react-query',
  '@tanstack/react-query',
  '@tanstack/query-core',
  '@types/react',
  'csstype',
  '@types/node',
  'undici-types',
];

/** What stands in the code of helpers, and has no place in a bundle that imports none of them. */
const HELPER_MARKS = ['Idempotency-Key', 'If-Match', 'retry-after', 'http.unexpected_response'];

/**
 * Builds and packs the client, then uses the package in a plain project outside of the workspace: `pack` alone leaves
 * that out.
 */
await runTool(async () => {
  const steps = new Steps();
  const file = await steps.step('Pack the client', packClient, packedSize);
  if (process.argv[2] === 'pack') return 0;
  const project = mkdtempSync(path.join(os.tmpdir(), 'client-package-'));
  try {
    unpack(file, project);
    await steps.step('Lint its manifest and types', () => lintPackage(file));
    await steps.step('Compile a project of its own against it', async () => compile(project));
    await steps.step('Read the document in it', async () => readDocument(project));
    const all = await steps.step(
      'Bundle everything',
      () => bundle(project, EVERYTHING),
      describeSize,
    );
    const client = await steps.step(
      'Bundle createClient alone',
      () => bundleClient(project),
      describeSize,
    );
    await steps.step('Sizes as the pages tell them', async () => compareSizes(all, client));
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
  return 0;
});

function packedSize(file: string): string {
  return `${path.basename(file)}, ${kibibytes(statSync(file).size)}`;
}

function unpack(file: string, project: string): void {
  const modules = path.join(project, 'node_modules');
  const home = path.join(modules, '@course-plateform', 'client');
  mkdirSync(home, { recursive: true });
  run('tar', ['-xzf', file, '--strip-components=1', '-C', home], project);
  // What npm would install beside it, without asking a registry.
  for (const name of [...DEPENDENCIES, ...RECIPES]) {
    cpSync(path.join(ROOT, 'node_modules', name), path.join(modules, name), { recursive: true });
  }
  writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }');
}

function compile(project: string): void {
  // The same program as an ES module and as CommonJS: the package has types for both.
  writeFileSync(path.join(project, 'index.mts'), PROGRAM);
  writeFileSync(path.join(project, 'index.cts'), PROGRAM);
  for (const [index, program] of readmePrograms().entries()) {
    writeFileSync(path.join(project, `readme-${index}.mts`), program);
  }
  writeFileSync(path.join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS }));
  run(process.execPath, [TSC, '-p', '.'], project);
}

/** What generators of other languages are pointed at. */
function readDocument(project: string): void {
  const { resolve } = createRequire(path.join(project, 'package.json'));
  const text = readFileSync(resolve('@course-plateform/client/openapi.json'), 'utf8');
  const served: unknown = JSON.parse(readFileSync(JOINED_DOCUMENT, 'utf8'));
  if (isDeepStrictEqual(JSON.parse(text), served)) return;
  throw new Failure('The package has another document than the gateway serves.');
}

/** The programs in the README of the package; the journeys run them. */
function readmePrograms(): string[] {
  const readme = readFileSync(path.join(CLIENT, 'README.md'), 'utf8');
  const programs = Array.from(readme.matchAll(/```js\n(.*?)```/gs), ([, program = '']) => program);
  if (programs.length < 2) throw new Failure('The README of the client has no recipes.');
  return programs;
}

/** Bundles a program as a web application does. @returns the code */
async function bundle(project: string, program: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: program, resolveDir: project },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

async function bundleClient(project: string): Promise<string> {
  const all = await bundle(project, EVERYTHING);
  const program =
    "import { createClient } from '@course-plateform/client'; globalThis.client = createClient({ baseUrl: '/' });";
  const code = await bundle(project, program);
  const left = HELPER_MARKS.filter((mark) => code.includes(mark));
  if (left.length > 0)
    throw new Failure(`Helpers nobody imports are in the bundle: ${left.join(', ')}.`);
  // A mark that is nowhere would prove nothing.
  const unknown = HELPER_MARKS.filter((mark) => !all.includes(mark));
  if (unknown.length > 0) throw new Failure(`No helper has ${unknown.join(', ')} any more.`);
  return code;
}

/** The sizes that users read are those of today. */
function compareSizes(all: string, client: string): void {
  const [everything, alone] = [all, client].map((code) => kibibytes(gzipSync(code).length));
  const reported: readonly (readonly [string, string])[] = [
    [path.join(ROOT, 'README.md'), `: ${everything} with gzip`],
    [path.join(CLIENT, 'README.md'), `is ${alone} with gzip, everything ${everything};`],
  ];
  for (const [page, words] of reported) {
    if (readFileSync(page, 'utf8').includes(words)) continue;
    throw new Failure(`${path.relative(ROOT, page)} does not say "${words}".`);
  }
}

function describeSize(code: string): string {
  return `${kibibytes(Buffer.byteLength(code))}, ${kibibytes(gzipSync(code).length)} with gzip`;
}

function kibibytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KiB`;
}
