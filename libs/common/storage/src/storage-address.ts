import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** A bucket of an S3-compatible server. */
export interface BucketAddress {
  readonly kind: 'bucket';
  /** Scheme, host and port. */
  readonly endpoint: string;
  readonly region: string;
  readonly bucket: string;
  /** What all keys begin with: empty, or ends with `/`. */
  readonly prefix: string;
  /** Undefined: those of the environment or of the machine, as the AWS SDK finds them. */
  readonly credentials:
    { readonly accessKeyId: string; readonly secretAccessKey: string } | undefined;
}

/** A folder that all replicas of a service see. */
export interface FolderAddress {
  readonly kind: 'folder';
  readonly folder: string;
}

export type StorageAddress = BucketAddress | FolderAddress;

const DEFAULT_REGION = 'us-east-1';

/**
 * Reads the address of object storage.
 * @param url `s3://key:secret@host[:port]/bucket[/prefix][?region=eu-west-1]` (`s3+https:` is the same), or with `s3+http://`, or
 * `file:///folder`
 * @throws Error when a bucket is missing
 */
export function parseStorageUrl(url: string): StorageAddress {
  const parsed = new URL(url);
  if (parsed.protocol === 'file:') return { kind: 'folder', folder: fileURLToPath(parsed) };
  // `URL` reads the parts of a scheme that it does not know as it does those of http, but for the default port.
  const scheme = parsed.protocol === 's3+http:' ? 'http' : 'https';
  const [bucket, ...prefix] = parsed.pathname.split('/').filter((part) => part !== '');
  if (bucket === undefined) throw new Error('The address of object storage names no bucket.');
  return {
    kind: 'bucket',
    endpoint: `${scheme}://${parsed.host}`,
    region: parsed.searchParams.get('region') ?? DEFAULT_REGION,
    bucket,
    prefix: prefix.length === 0 ? '' : `${path.posix.join(...prefix)}/`,
    credentials:
      parsed.username === ''
        ? undefined
        : {
            accessKeyId: decodeURIComponent(parsed.username),
            secretAccessKey: decodeURIComponent(parsed.password),
          },
  };
}
