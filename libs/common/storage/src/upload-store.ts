import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { S3Store } from '@tus/s3-store';
import { type DataStore, ERRORS } from '@tus/server';
import { bucketClientOptions } from './bucket-client';
import type { StorageAddress } from './storage-address';
import { openStorage } from './open-storage';

/** The smallest part of a multipart upload that S3 takes, but for the last. */
const PART_BYTES = 8 * 1024 * 1024;

/** The first segment of the keys of files as they were sent. */
const ORIGINALS = 'originals';

/** Resumable uploads (tus 1.0) in the storage. */
export interface UploadStore {
  readonly dataStore: DataStore;
  /** The name that the data store knows an upload by. */
  nameOf(id: string): string;
  /** The key of the object that a finished upload becomes. */
  keyOf(id: string): string;
  /** Removes what has arrived of an upload, finished or not; nothing happens when there is none. */
  abandon(id: string): Promise<void>;
}

/**
 * Where resumable uploads keep what has arrived, in the same storage as everything else.
 * @param expiresInMs how long an upload may take
 */
export function uploadStore(address: StorageAddress, expiresInMs: number): UploadStore {
  const keyOf = (id: string): string => `${ORIGINALS}/${id}`;
  const { dataStore, nameOf, besides } =
    address.kind === 'folder'
      ? inFolder(path.join(address.folder, ORIGINALS), expiresInMs)
      : inBucket(address, expiresInMs);
  const storage = openStorage(address);
  return {
    dataStore,
    nameOf,
    keyOf,
    async abandon(id) {
      await dataStore.remove(nameOf(id)).catch((error: unknown) => {
        if (error !== ERRORS.FILE_NOT_FOUND) throw error;
      });
      await storage.remove([keyOf(id), ...besides(keyOf(id))]);
    },
  };
}

interface Store extends Pick<UploadStore, 'dataStore' | 'nameOf'> {
  /** The keys of what is kept beside an upload, by that of the upload. */
  besides(key: string): string[];
}

function inFolder(directory: string, expiresInMs: number): Store {
  mkdirSync(directory, { recursive: true });
  return {
    dataStore: new FileStore({ directory, expirationPeriodInMilliseconds: expiresInMs }),
    nameOf: (id) => id,
    besides: (key) => [`${key}.json`],
  };
}

function inBucket(
  address: Extract<StorageAddress, { kind: 'bucket' }>,
  expiresInMs: number,
): Store {
  const dataStore = new S3Store({
    partSize: PART_BYTES,
    expirationPeriodInMilliseconds: expiresInMs,
    // A tag on the notes of an upload needs a permission of its own, and nothing reads it.
    useTags: false,
    s3ClientConfig: { bucket: address.bucket, ...bucketClientOptions(address) },
  });
  return {
    dataStore,
    nameOf: (id) => `${address.prefix}${ORIGINALS}/${id}`,
    besides: (key) => [`${key}.info`, `${key}.part`],
  };
}
