// The first thing `npm start` and `npm test` run, so it must work on the oldest Node the project supports and
// without node_modules. It installs what is missing and hands over to the pinned Node, which runs the TypeScript tools.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const OLDEST_NODE = 20;
// The tools read two of the platform's own TypeScript files, which Node has to look into to see that they are modules.
const QUIET = ['ExperimentalWarning', 'MODULE_TYPELESS_PACKAGE_JSON'].map(
  (warning) => `--disable-warning=${warning}`,
);
const PROJECTS = ['operator', 'workspace', 'laboratory'];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const modules = path.join(root, 'node_modules');
const stampFile = path.join(modules, '.setup-stamp');

class Failure extends Error {}

function main() {
  const [command, ...rest] = process.argv.slice(2);
  // npm swallows the `--` in front of the options; who calls this file directly may have written it.
  const args = rest[0] === '--' ? rest.slice(1) : rest;
  const tool = find(command);
  if (!tool) throw new Failure(`There is no tool "${command ?? ''}" in tools/.`);
  checkVersion();
  installWhenNeeded();
  handOver(tool, args);
}

function find(command) {
  if (!command || !/^[a-z-]+$/.test(command)) return undefined;
  const files = PROJECTS.map((project) => path.join(root, 'tools', project, command, 'main.mts'));
  return files.find((file) => existsSync(file));
}

function checkVersion() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < OLDEST_NODE) {
    throw new Failure(
      `Node ${process.versions.node} is too old: install Node ${OLDEST_NODE} or newer.`,
    );
  }
}

function installWhenNeeded() {
  const lock = readFileSync(path.join(root, 'package-lock.json'), 'utf8');
  // Native packages differ between systems, so a folder copied from another one must be installed again.
  const stamp = createHash('sha256')
    .update(`${process.platform} ${process.arch} ${lock}`)
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && pinnedNode()) return;
  if (!matchesInstalled(JSON.parse(lock))) install();
  writeFileSync(stampFile, stamp);
}

/** Whether node_modules already holds what the lock file says, as after `npm install` of one more package. */
function matchesInstalled(lock) {
  const hiddenFile = path.join(modules, '.package-lock.json');
  if (!existsSync(hiddenFile) || !pinnedNode()) return false;
  const installed = JSON.parse(readFileSync(hiddenFile, 'utf8')).packages;
  return Object.entries(lock.packages).every(([place, entry]) => {
    if (place === '' || entry.link) return true;
    const found = installed[place];
    return found ? found.version === entry.version : Boolean(entry.optional || entry.devOptional);
  });
}

function install() {
  const started = Date.now();
  process.stdout.write('… Installing packages (npm ci)\n');
  // A shell is needed on Windows only, where npm is a script; elsewhere it would break on a path with a space.
  const result = spawnSync('npm', ['ci', '--no-progress', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (result.error) throw new Failure(`npm could not be run: ${result.error.message}.`);
  if (result.status !== 0) {
    throw new Failure(
      'Installing the packages failed: what npm says is above. Is the package registry reachable?',
    );
  }
  if (!pinnedNode()) throw new Failure('The packages are installed, but not the Node they pin.');
  process.stdout.write(`✔ Packages installed  ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
}

function pinnedNode() {
  const file = path.join(
    modules,
    'node',
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  return existsSync(file) ? file : undefined;
}

function handOver(tool, args) {
  const env = {
    ...process.env,
    PATH: `${path.join(modules, '.bin')}${path.delimiter}${process.env.PATH ?? ''}`,
  };
  // The channel closes when this process is killed outright; the tool then stops what it started.
  const child = spawn(pinnedNode(), [...QUIET, tool, ...args], {
    cwd: root,
    env,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('error', (error) => {
    process.stderr.write(`The pinned Node could not be run: ${error.message}.\n`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

try {
  main();
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  process.stderr.write(`\n✖ ${error.message}\n`);
  process.exit(1);
}
