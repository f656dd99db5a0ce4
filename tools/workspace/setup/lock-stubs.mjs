// Completes package-lock.json after `npm install`. A registry mirror that serves only this system's binaries makes npm
// leave the optional packages of other systems out, and `npm ci` then refuses the lock file everywhere. Each missing
// one gets an entry with what its parent says about it; npm fetches it only on the system that it is for.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = [
  'arm',
  'arm64',
  'ia32',
  'loong64',
  'mips64el',
  'ppc64',
  'riscv64',
  's390x',
  'wasm32',
  'x64',
];

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const file = path.join(root, 'package-lock.json');

/** Where Node would find `name` from the package at `place`, when the lock file has it there. */
function find(packages, place, name) {
  for (let at = place; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    const candidate = at === '' ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (packages[candidate]) return candidate;
    if (at === '') return undefined;
  }
}

function stub(name, range) {
  const words = name.toLowerCase().split(/[/_.-]/);
  const system = SYSTEMS.find((word) => words.includes(word));
  const processor = PROCESSORS.find((word) => words.includes(word));
  const libc = words.some((word) => word.startsWith('musl'))
    ? 'musl'
    : words.some((word) => word.startsWith('gnu')) && system === 'linux'
      ? 'glibc'
      : undefined;
  return {
    version: range.replace(/^[\^~=v]+/, ''),
    ...(processor ? { cpu: [processor] } : {}),
    ...(libc ? { libc: [libc] } : {}),
    optional: true,
    ...(system ? { os: [system] } : {}),
  };
}

function complete(lock) {
  const added = [];
  for (const [place, entry] of Object.entries(lock.packages)) {
    const wanted = Object.entries(entry.optionalDependencies ?? {});
    for (const [name, range] of wanted) {
      if (find(lock.packages, place, name)) continue;
      // Beside its parent, as npm places a package that nobody else wants in another version.
      const parent = place.slice(0, place.lastIndexOf('node_modules/'));
      lock.packages[`${parent}node_modules/${name}`] = stub(name, range);
      added.push(name);
    }
  }
  return added;
}

/** npm keeps the entries in the order of their places. */
function sorted(packages) {
  const entries = Object.entries(packages);
  return Object.fromEntries(entries.sort(([a], [b]) => a.localeCompare(b, 'en')));
}

const lock = JSON.parse(readFileSync(file, 'utf8'));
const added = complete(lock);
if (added.length > 0) {
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: sorted(lock.packages) }, null, 2)}\n`);
}
process.stdout.write(
  added.length > 0
    ? `Added to package-lock.json: ${added.join(', ')}\n`
    : 'package-lock.json is complete\n',
);
