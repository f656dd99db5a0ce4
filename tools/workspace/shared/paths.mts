import os from 'node:os';
import path from 'node:path';

/** The root of the checkout. */
export const ROOT = path.resolve(import.meta.dirname, '..', '..', '..');

/**
 * TypeScript 7, which checks types in a quarter of the time; TypeScript 5 is there for the tools that need its API, such
 * as typescript-eslint. Both bring a program `tsc`, so this one is named by its file.
 */
export const TYPE_CHECKER = path.join(ROOT, 'node_modules', 'typescript-7', 'bin', 'tsc');

/** What a running stack keeps in the checkout: data, logs, records of processes. Git ignores it. */
export const STACK_DIR = path.join(ROOT, '.stack');

export const LOG_DIR = path.join(STACK_DIR, 'logs');

/** Fetched and unpacked servers, shared by all checkouts of this user. */
export function cacheDir(): string {
  const name = 'course-plateform';
  // Stores that refuse to run as root run as another user, who cannot enter root's home.
  if (process.getuid?.() === 0) return path.join('/var/cache', name);
  if (process.env.XDG_CACHE_HOME) return path.join(process.env.XDG_CACHE_HOME, name);
  const home = os.homedir();
  return process.platform === 'darwin'
    ? path.join(home, 'Library', 'Caches', name)
    : path.join(home, '.cache', name);
}
