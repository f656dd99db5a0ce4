export { ObjectNotFound, ObjectStorage } from './object-storage';
export type { ByteRange, ObjectInfo, SignedUrlOptions, WriteOptions } from './object-storage';
export { StorageModule } from './storage.module';
export { openStorage } from './open-storage';
export { StorageSettings } from './storage.settings';
export { parseStorageUrl } from './storage-address';
export type { StorageAddress } from './storage-address';
export { uploadStore } from './upload-store';
export type { UploadStore } from './upload-store';
