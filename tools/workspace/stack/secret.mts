import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const BYTES = 32;

/**
 * A secret of this installation, made when it is first needed and kept beside the data that it opens, so that a
 * backup takes it along. Only the owner of the files can read it.
 * @param dataDir the data folder of a store @param name of the file
 * @returns 64 hexadecimal digits
 */
export function secretBeside(dataDir: string, name: string): string {
  const file = path.join(dataDir, name);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secret = newSecret();
  keepSecret(dataDir, name, secret);
  return secret;
}

/** 64 hexadecimal digits that nobody can guess. */
export function newSecret(): string {
  return randomBytes(BYTES).toString('hex');
}

/** Keeps a secret where `secretBeside` finds it, for data that cannot be made with the file in its folder. */
export function keepSecret(dataDir: string, name: string, secret: string): void {
  writeFileSync(path.join(dataDir, name), `${secret}\n`, { mode: 0o600 });
}
