import { type ObjectStorage, openStorage, parseStorageUrl } from '@course-plateform/common/storage';

/** The objects of a platform that runs in other processes. @param url as in `STORAGE_URL` */
export function storageAt(url: string): ObjectStorage {
  return openStorage(parseStorageUrl(url));
}
