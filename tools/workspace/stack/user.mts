import { execFileSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';

export interface SystemUser {
  readonly uid: number;
  readonly gid: number;
}

const OTHERS_MAY_ENTER = 0o001;

/** The user PostgreSQL runs as: it refuses root, so root lends it an account every system has. */
export function storeUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

/**
 * Makes a data folder that the store's user can use and responds with its real place. Where that user cannot reach the
 * wanted place, because a folder above it is its owner's alone, the data lies elsewhere and a link points to it.
 */
export function dataFolder(wanted: string, user: SystemUser | undefined): string {
  mkdirSync(path.dirname(wanted), { recursive: true });
  if (!user) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    return wanted;
  }
  if (isLink(wanted)) {
    const target = readlinkSync(wanted);
    if (existsSync(target)) return target;
    rmSync(wanted);
  }
  if (existsSync(wanted) || reachable(path.dirname(wanted))) {
    mkdirSync(wanted, { recursive: true, mode: 0o700 });
    chownSync(wanted, user.uid, user.gid);
    return wanted;
  }
  mkdirSync('/var/lib/course-plateform', { recursive: true, mode: 0o755 });
  const elsewhere = mkdtempSync('/var/lib/course-plateform/data-');
  chownSync(elsewhere, user.uid, user.gid);
  symlinkSync(elsewhere, wanted);
  return elsewhere;
}

/** Removes a data folder, also when it lies elsewhere. */
export function removeDataFolder(wanted: string): void {
  if (isLink(wanted)) rmSync(readlinkSync(wanted), { recursive: true, force: true });
  rmSync(wanted, { recursive: true, force: true });
}

function isLink(file: string): boolean {
  return lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function reachable(folder: string): boolean {
  const { root } = path.parse(folder);
  for (let at = folder; at !== root; at = path.dirname(at)) {
    if ((statSync(at).mode & OTHERS_MAY_ENTER) === 0) return false;
  }
  return true;
}
