import { spawn } from 'node:child_process';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import prettier from 'prettier';
import { buildTree } from '../build/build.mts';
import { Failure, runTool } from '../shared/failure.mts';
import { ROOT } from '../shared/paths.mts';
import { Steps } from '../shared/steps.mts';
import { GATEWAY, PROGRAMS, usesPostgres } from '../stack/environment.mts';
import { Run } from '../stack/run.mts';
import { startStores } from '../stack/stores.mts';

/**
 * Writes the migration from the committed ones to the present entities: `npm run migration -- review`. For a service on
 * MongoDB it is an empty one, to be filled with what it makes of the stored documents.
 */
await runTool(async () => {
  const [service] = process.argv.slice(2);
  if (!service || !PROGRAMS.includes(service) || service === GATEWAY) {
    throw new Failure(`Name a service that keeps data, not "${service ?? ''}".`);
  }
  const store = usesPostgres(service) ? 'postgres' : 'mongodb';
  const steps = new Steps();
  const run = new Run('test');
  try {
    await steps.step('Build', () => buildTree());
    const { urls } = await steps.step(store === 'postgres' ? 'PostgreSQL' : 'MongoDB', () =>
      startStores({ run, ports: 'free', persistent: false, urlsFrom: 'none', only: [store] }),
    );
    const environment =
      store === 'postgres'
        ? { POSTGRES_URL: await emptyDatabase(urls.postgres) }
        : { MONGODB_URL: urls.mongodb };
    const folder = path.join('apps', service, 'src', 'migrations');
    await steps.step(
      'Migration',
      () => write(service, folder, environment),
      (file) => file.trim(),
    );
    await format(folder);
    return 0;
  } finally {
    await run.end();
  }
});

async function emptyDatabase(serverUrl: string): Promise<string> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  await client.query('create database migration');
  await client.end();
  return new URL('/migration', serverUrl).toString();
}

/** The ORM writes each statement on one line, however long. */
async function format(folder: string): Promise<void> {
  for (const name of await readdir(path.join(ROOT, folder))) {
    const file = path.join(ROOT, folder, name);
    const options = { ...(await prettier.resolveConfig(file)), filepath: file };
    await writeFile(file, await prettier.format(await readFile(file, 'utf8'), options));
  }
}

function write(
  service: string,
  folder: string,
  environment: Readonly<Record<string, string>>,
): Promise<string> {
  const program = path.join('dist', 'apps', service, 'src', 'main.js');
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [program, 'migration', folder], {
      cwd: ROOT,
      env: { ...process.env, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Failure(`The migration could not be written.\n${errors.trim()}`));
    });
  });
}
