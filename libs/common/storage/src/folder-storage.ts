import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { newRandomId } from '@course-plateform/common/kernel';
import {
  type ByteRange,
  type ObjectInfo,
  ObjectNotFound,
  ObjectStorage,
  type WriteOptions,
  checkKey,
} from './object-storage';

/** Beside the objects, because a rename must not leave the file system. No key begins with a dot. */
const UNFINISHED = '.unfinished';

/** Objects as files: for a laptop, or for one machine with a disk of its own. */
export class FolderStorage extends ObjectStorage {
  constructor(private readonly folder: string) {
    super();
  }

  override async write(key: string, body: Readable, { signal }: WriteOptions): Promise<void> {
    const target = this.fileOf(key);
    const unfinished = path.join(this.folder, UNFINISHED, newRandomId());
    await mkdir(path.dirname(unfinished), { recursive: true });
    try {
      await pipeline(body, createWriteStream(unfinished, { flush: true }), {
        ...(signal ? { signal } : {}),
      });
      await mkdir(path.dirname(target), { recursive: true });
      await rename(unfinished, target);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  override async read(key: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.fileOf(key)).catch((error: unknown) => {
      throw isMissing(error) ? new ObjectNotFound(key, { cause: error }) : error;
    });
    return createReadStream('', { fd: file, ...range });
  }

  override async stat(key: string): Promise<ObjectInfo | undefined> {
    try {
      const { size, mtime } = await stat(this.fileOf(key));
      return { key, sizeBytes: size, modifiedAt: mtime };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  override async *list(prefix: string): AsyncIterable<ObjectInfo> {
    const entries = await readdir(this.fileOf(prefix.replace(/\/$/, '')), {
      recursive: true,
      withFileTypes: true,
    }).catch((error: unknown) => {
      if (isMissing(error)) return [];
      throw error;
    });
    for (const entry of entries.filter((one) => one.isFile())) {
      const file = path.join(entry.parentPath, entry.name);
      const info = await this.stat(path.relative(this.folder, file).split(path.sep).join('/'));
      if (info) yield info;
    }
  }

  override async remove(keys: readonly string[]): Promise<void> {
    for (const key of keys) await rm(this.fileOf(key), { force: true });
  }

  override signedUrl(): Promise<undefined> {
    return Promise.resolve(undefined);
  }

  private fileOf(key: string): string {
    checkKey(key);
    return path.join(this.folder, ...key.split('/'));
  }
}

function isMissing(error: unknown): boolean {
  const code: unknown = Reflect.get(Object(error), 'code');
  return code === 'ENOENT' || code === 'ENOTDIR';
}
