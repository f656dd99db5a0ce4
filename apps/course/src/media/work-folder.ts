import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

/** With the machine, because the processes of several may share a folder; a container that starts again keeps its name. */
const PREFIX = `course-media-${os.hostname()}-`;
/** This process, and no earlier one that had its number. */
const OWNER = `${process.pid}-${Math.round(performance.timeOrigin)}-`;

/** Works in a folder of its own, which is gone afterwards. */
export async function inWorkFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), PREFIX + OWNER));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Removes the folders of processes that have died: their files are as large as videos. */
export async function removeLeftFolders(): Promise<void> {
  const folders = (await readdir(os.tmpdir())).filter((name) => name.startsWith(PREFIX));
  for (const folder of folders.filter((name) => isLeft(name.slice(PREFIX.length)))) {
    await rm(path.join(os.tmpdir(), folder), { recursive: true, force: true });
  }
}

function isLeft(name: string): boolean {
  if (name.startsWith(OWNER)) return false;
  const pid = Number.parseInt(name, 10);
  return pid === process.pid || !runs(pid);
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process may not be sent signals, but it is there.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
