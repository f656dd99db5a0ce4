/** Where a service keeps files. The class is the injection token. */
export abstract class StorageSettings {
  /** `s3://key:secret@host/bucket/prefix?region=…`, the same with `s3+http://`, or `file:///folder`. */
  abstract readonly storageUrl: string;
}
