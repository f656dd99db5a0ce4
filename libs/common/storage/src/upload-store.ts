import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { FileStore } from '@tus/file-store';
import { S3Store } from '@tus/s3-store';
import type { DataStore } from '@tus/server';
import { bucketClientOptions } from './bucket-client';
import type { StorageAddress } from './storage-address';

/** The smallest part of a multipart upload that S3 takes, but for the last. */
const PART_BYTES = 8 * 1024 * 1024;

/** The first segment of the keys of uploads: what has arrived whole is an object of the storage under that key. */
const UPLOADS = 'uploads';

/** Resumable uploads (tus 1.0) in the storage. */
export interface UploadStore {
  readonly dataStore: DataStore;
  /** The name that the data store knows an upload by. */
  nameOf(id: string): string;
  /** The key of the object that a finished upload becomes. */
  keyOf(id: string): string;
}

/**
 * Where resumable uploads keep what has arrived, in the same storage as everything else.
 * @param expiresInMs how long an upload may take
 */
export function uploadStore(address: StorageAddress, expiresInMs: number): UploadStore {
  const keyOf = (id: string): string => `${UPLOADS}/${id}`;
  if (address.kind === 'folder') {
    const directory = path.join(address.folder, UPLOADS);
    mkdirSync(directory, { recursive: true });
    const dataStore = new FileStore({ directory, expirationPeriodInMilliseconds: expiresInMs });
    return { dataStore, nameOf: (id) => id, keyOf };
  }
  const dataStore = new S3Store({
    partSize: PART_BYTES,
    expirationPeriodInMilliseconds: expiresInMs,
    // A tag on the notes of an upload needs a permission of its own, and nothing reads it.
    useTags: false,
    s3ClientConfig: { bucket: address.bucket, ...bucketClientOptions(address) },
  });
  return { dataStore, nameOf: (id) => address.prefix + keyOf(id), keyOf };
}
