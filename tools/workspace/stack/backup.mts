import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { Failure, describe } from '../shared/failure.mts';
import { STACK_DIR } from '../shared/paths.mts';
import { Steps } from '../shared/steps.mts';
import { resolvePostgres, resolveProgram } from './resolve.mts';
import { liveRuns } from './run.mts';
import { STORE_TITLES } from './store-names.mts';
import { dataFolder, removeDataFolder, storeUser } from './user.mts';

/** The stores that hold what nobody else knows: the broker's events are in the outboxes, and Redis has copies only. */
const KEPT = ['postgres', 'mongodb', 'storage'] as const;
type Kept = (typeof KEPT)[number];

/** What `npm start` notes about the demo. */
const NOTES = ['seeded', 'demo-accounts.json'];
const MANIFEST = 'backup.json';

const Manifest = z.object({
  createdAt: z.string(),
  /** Files of PostgreSQL differ between systems and processors. */
  system: z.string(),
  versions: z.object({ postgres: z.string(), mongodb: z.string(), storage: z.string() }),
});
type Manifest = z.infer<typeof Manifest>;

/** `npm run stack -- backup <folder>` */
export async function backup([folder]: string[]): Promise<number> {
  const steps = new Steps();
  await backUp(checked(folder), STACK_DIR, steps);
  return 0;
}

/** `npm run stack -- restore <folder>` */
export async function restore([folder]: string[]): Promise<number> {
  const steps = new Steps();
  const { createdAt } = await bringBack(checked(folder), STACK_DIR, steps);
  steps.print(
    `The stores are as they were at ${createdAt}, and the broker is empty. After \`npm start\`, let each service send\n` +
      'its events again: npm run events -- replay --service <service> --since 30d (docs/guides/operate.md).',
  );
  return 0;
}

function checked(folder: string | undefined): string {
  if (!folder) throw new Failure('Name the folder of the backup.');
  if (liveRuns('start').length > 0) {
    throw new Failure(
      'The platform runs. `npm run stack -- stop` first: files that change give no backup.',
    );
  }
  for (const store of KEPT) {
    const variable = `${store.toUpperCase()}_URL`;
    if (process.env[variable]) {
      throw new Failure(
        `${variable} names a server of yours, which has its own means for a backup.`,
      );
    }
  }
  return path.resolve(folder);
}

/**
 * Packs the data folders of stores that do not run.
 * @param folder is made; one with something in it is refused
 * @param stackDir has the data in `data/<store>`
 */
export async function backUp(folder: string, stackDir: string, steps: Steps): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new Failure(`${folder} is not empty; a backup wants a folder of its own.`);
  }
  const missing = KEPT.filter((store) => !hasData(stackDir, store));
  if (missing.length > 0) throw new Failure(`There is no data of ${titles(missing)} to back up.`);
  // Everything of everybody is in it.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  for (const store of KEPT) {
    const source = realpathSync(path.join(stackDir, 'data', store));
    await steps.step(`Back up ${STORE_TITLES[store]}`, () => {
      tar([
        '-czf',
        archive(folder, store),
        '--exclude=./postmaster.pid',
        '--exclude=*.sock',
        '-C',
        source,
        '.',
      ]);
      return Promise.resolve();
    });
  }
  copyNotes(stackDir, folder);
  // Last, so that half a backup is none.
  const manifest: Manifest = { createdAt: new Date().toISOString(), ...present() };
  writeFileSync(path.join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`);
}

/** Unpacks a backup where no data is. What the broker and Redis have kept belongs to other data and is removed. */
export async function bringBack(folder: string, stackDir: string, steps: Steps): Promise<Manifest> {
  const manifest = readManifest(folder);
  assertFits(manifest);
  const there = KEPT.filter((store) => hasData(stackDir, store));
  if (there.length > 0) {
    throw new Failure(
      `There is data of ${titles(there)} already. \`npm run stack -- reset\` removes it.`,
    );
  }
  for (const store of ['nats', 'redis']) removeDataFolder(path.join(stackDir, 'data', store));
  for (const store of KEPT) {
    await steps.step(`Restore ${STORE_TITLES[store]}`, () => {
      unpack(folder, store, path.join(stackDir, 'data', store));
      return Promise.resolve();
    });
  }
  copyNotes(folder, stackDir);
  return manifest;
}

function unpack(folder: string, store: Kept, wanted: string): void {
  const user = store === 'postgres' ? storeUser() : undefined;
  removeDataFolder(wanted);
  const target = dataFolder(wanted, user);
  try {
    tar(['-xzf', archive(folder, store), '--no-same-owner', '-C', target]);
    if (user) execFileSync('chown', ['-R', `${user.uid}:${user.gid}`, target]);
  } catch (error) {
    // Half of a database must not be taken for one.
    removeDataFolder(wanted);
    throw error;
  }
}

function tar(args: readonly string[]): void {
  try {
    execFileSync('tar', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  } catch (error) {
    throw new Failure(`tar could not do it: ${describe(error).split('\n').slice(0, 3).join(' ')}`);
  }
}

function readManifest(folder: string): Manifest {
  const file = path.join(folder, MANIFEST);
  const complete = existsSync(file) && KEPT.every((store) => existsSync(archive(folder, store)));
  if (!complete) throw new Failure(`${folder} does not hold a whole backup.`);
  return Manifest.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** @throws Failure when the servers that would read the files are others than those that wrote them */
function assertFits({ system, versions }: Manifest): void {
  const now = present();
  if (system !== now.system) {
    throw new Failure(
      `The backup was made on ${system} and this is ${now.system}: move the data with pg_dump instead.`,
    );
  }
  for (const store of KEPT) {
    if (versions[store] !== now.versions[store]) {
      throw new Failure(
        `The backup is of ${STORE_TITLES[store]} ${versions[store]}, and ${now.versions[store]} is here, which does not read its files.`,
      );
    }
  }
}

function present(): Omit<Manifest, 'createdAt'> {
  return {
    system: `${process.platform}-${process.arch}`,
    versions: {
      postgres: version(path.join(resolvePostgres().file, 'postgres'), /(\d+)\.\d+/),
      mongodb: version(resolveProgram('mongodb').file, /v(\d+\.\d+)\./),
      storage: version(resolveProgram('storage').file, / (\d+)\.\d+/, 'version'),
    },
  };
}

/** The part of a server's version to which its files are bound. */
function version(program: string, part: RegExp, argument = '--version'): string {
  const text = execFileSync(program, [argument], { encoding: 'utf8', cwd: '/' });
  const found = part.exec(text)?.[1];
  if (!found) throw new Failure(`${program} does not say which version it is.`);
  return found;
}

function archive(folder: string, store: Kept): string {
  return path.join(folder, `${store}.tar.gz`);
}

function hasData(stackDir: string, store: Kept): boolean {
  const folder = path.join(stackDir, 'data', store);
  // A link whose target is gone has none.
  return (
    existsSync(folder) &&
    lstatSync(realpathSync(folder)).isDirectory() &&
    readdirSync(folder).length > 0
  );
}

function copyNotes(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const note of NOTES) {
    rmSync(path.join(to, note), { force: true });
    if (existsSync(path.join(from, note))) copyFileSync(path.join(from, note), path.join(to, note));
  }
}

function titles(stores: readonly Kept[]): string {
  return new Intl.ListFormat('en-GB').format(stores.map((store) => STORE_TITLES[store]));
}
