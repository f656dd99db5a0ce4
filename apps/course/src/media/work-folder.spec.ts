import { existsSync, mkdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { inWorkFolder, removeLeftFolders } from './work-folder';

const HERE = `course-media-${os.hostname()}-`;
/** Larger than any number of a process. */
const DEAD = 4_194_305;

describe('a folder to work in', () => {
  it('is gone after the work, even when it fails', async () => {
    let folder = '';
    const work = inWorkFolder((given) => {
      folder = given;
      expect(existsSync(folder)).toBe(true);
      return Promise.reject(new Error('No'));
    });
    await expect(work).rejects.toThrow('No');
    expect(existsSync(folder)).toBe(false);
  });

  it('is removed when its process has died, and no other one', async () => {
    const left = [`${HERE}${DEAD}-1-abc`, `${HERE}${process.pid}-1-abc`];
    const kept = [`${HERE}${process.ppid}-1-abc`, `course-media-other-${DEAD}-1-abc`];
    const [leftFolders, keptFolders] = [left, kept].map((names) =>
      names.map((name) => path.join(os.tmpdir(), name)),
    );
    for (const folder of [...(leftFolders ?? []), ...(keptFolders ?? [])]) {
      mkdirSync(path.join(folder, 'stream'), { recursive: true });
    }
    try {
      await inWorkFolder(async (own) => {
        await removeLeftFolders();
        expect(leftFolders?.filter((folder) => existsSync(folder))).toEqual([]);
        expect([own, ...(keptFolders ?? [])].every((folder) => existsSync(folder))).toBe(true);
      });
    } finally {
      for (const folder of keptFolders ?? []) rmSync(folder, { recursive: true });
    }
  });
});
