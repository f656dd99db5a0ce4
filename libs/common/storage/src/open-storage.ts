import { BucketStorage } from './bucket-storage';
import { FolderStorage } from './folder-storage';
import type { ObjectStorage } from './object-storage';
import type { StorageAddress } from './storage-address';

/** The storage at an address. Nothing is asked of it until it is used. */
export function openStorage(address: StorageAddress): ObjectStorage {
  return address.kind === 'bucket' ? new BucketStorage(address) : new FolderStorage(address.folder);
}
