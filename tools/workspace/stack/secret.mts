import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const BYTES = 32;

/**
 * A secret of this installation, made when it is first asked for and kept beside the data that it opens, so that a
 * backup takes it along. Only the owner of the files can read it.
 * @param dataDir the data folder of a store @param name of the file
 * @returns 64 hexadecimal digits
 */
export function secretBeside(dataDir: string, name: string): string {
  const file = path.join(dataDir, name);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const secret = randomBytes(BYTES).toString('hex');
  writeFileSync(file, `${secret}\n`, { mode: 0o600 });
  return secret;
}
