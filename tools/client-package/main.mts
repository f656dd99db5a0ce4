import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Failure, runTool } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import { Steps } from '../shared/steps.mts';

const CLIENT = path.join(ROOT, 'libs', 'client');
const OUTPUT = path.join(ROOT, 'dist', 'client-package');
const TSC = path.join(ROOT, 'node_modules', 'typescript', 'bin', 'tsc');

const OPTIONS = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  target: 'es2023',
  lib: ['es2023', 'dom'],
  types: [],
  module: 'nodenext',
  moduleResolution: 'nodenext',
};

/** What somebody outside of this workspace would write first. */
const PROGRAM = `
import { type Schemas, ApiError, allItems, createClient, idempotencyKey, ifMatch, unwrap } from '@course-plateform/client';

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
    if (error instanceof ApiError && error.code === 'order.already_owned') return [];
    throw error;
  }
  const names: string[] = [];
  const reviews = allItems((cursor) => unwrap(client.GET('/api/v1/reviews', {
    params: { query: { courseId: card?.id ?? '', ...(cursor ? { cursor } : {}) } },
  })));
  for await (const review of reviews) names.push(review.text, ifMatch(review)['If-Match']);
  // @ts-expect-error -- a field of another type must not compile
  await client.POST('/api/v1/reviews', { body: { courseId: '', stars: 'five', text: '' } });
  // @ts-expect-error -- nor a route that does not exist
  await client.GET('/api/v1/nothing');
  return names;
}
`;

/** Builds and packs the client, then compiles a plain project outside of the workspace against the package. */
await runTool(async () => {
  const steps = new Steps();
  const file = await steps.step('Pack the client', async () => pack(), size);
  await steps.step('Compile a project of its own against it', async () => tryOut(file));
  return 0;
});

function pack(): string {
  rmSync(OUTPUT, { recursive: true, force: true });
  mkdirSync(OUTPUT, { recursive: true });
  for (const name of ['package.json', 'README.md'])
    cpSync(path.join(CLIENT, name), path.join(OUTPUT, name));
  const outDir = path.join(OUTPUT, 'dist');
  run(
    process.execPath,
    [TSC, '-p', path.join(CLIENT, 'tsconfig.package.json'), '--outDir', outDir],
    ROOT,
  );
  run('npm', ['pack', '--silent', '--pack-destination', OUTPUT], OUTPUT);
  const name = readdirSync(OUTPUT).find((entry) => entry.endsWith('.tgz'));
  if (!name) throw new Failure('npm pack made no package.');
  return path.join(OUTPUT, name);
}

function size(file: string): string {
  return `${path.basename(file)}, ${Math.round(statSync(file).size / 1024)} KiB`;
}

function tryOut(file: string): void {
  const project = mkdtempSync(path.join(os.tmpdir(), 'client-package-'));
  try {
    const modules = path.join(project, 'node_modules');
    const home = path.join(modules, '@course-plateform', 'client');
    mkdirSync(home, { recursive: true });
    run('tar', ['-xzf', file, '--strip-components=1', '-C', home], project);
    // What npm would install beside it, without asking a registry.
    for (const name of ['openapi-fetch', 'openapi-typescript-helpers']) {
      cpSync(path.join(ROOT, 'node_modules', name), path.join(modules, name), { recursive: true });
    }
    writeFileSync(path.join(project, 'package.json'), '{ "type": "module" }');
    writeFileSync(path.join(project, 'index.ts'), PROGRAM);
    writeFileSync(
      path.join(project, 'tsconfig.json'),
      JSON.stringify({ compilerOptions: OPTIONS }),
    );
    run(process.execPath, [TSC, '-p', '.'], project);
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function run(command: string, args: readonly string[], cwd: string): void {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (result.error) throw new Failure(`${command} could not be run: ${result.error.message}`);
  if (result.status !== 0)
    throw new Failure(
      `${path.basename(args[0] ?? command)} failed.\n${result.stdout}${result.stderr}`,
    );
}
