import { Readable } from 'node:stream';
import {
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { Upload } from '@aws-sdk/lib-storage';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import {
  type ByteRange,
  type ObjectInfo,
  ObjectNotFound,
  ObjectStorage,
  type SignedUrlOptions,
  type WriteOptions,
  checkKey,
} from './object-storage';
import { bucketClientOptions } from './bucket-client';
import type { BucketAddress } from './storage-address';

/** With two parts on the way, what a write holds in memory at most is twice as much. */
const PART_BYTES = 8 * 1024 * 1024;
const PARTS_AT_ONCE = 2;
/** As many as S3 takes in one request. */
const REMOVED_AT_ONCE = 1000;
const MISSING = ['NoSuchKey', 'NotFound', 'NoSuchBucket'];

/** Objects in a bucket of an S3-compatible server. */
export class BucketStorage extends ObjectStorage {
  private readonly client: S3Client;

  constructor(private readonly address: BucketAddress) {
    super();
    this.client = new S3Client(bucketClientOptions(address));
  }

  override async write(key: string, body: Readable, options: WriteOptions): Promise<void> {
    const { contentType: ContentType, signal } = options;
    const upload = new Upload({
      client: this.client,
      params: { ...this.target(key), Body: body, ContentType },
      partSize: PART_BYTES,
      queueSize: PARTS_AT_ONCE,
      leavePartsOnError: false,
    });
    const abort = (): void => void upload.abort();
    signal?.throwIfAborted();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      await upload.done();
    } catch (error) {
      body.destroy();
      signal?.throwIfAborted();
      throw error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  override async read(key: string, range?: ByteRange): Promise<Readable> {
    const part = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
    const command = new GetObjectCommand({ ...this.target(key), ...part });
    const { Body } = await this.client.send(command).catch((error: unknown) => {
      throw isMissing(error) ? new ObjectNotFound(key, { cause: error }) : error;
    });
    if (!(Body instanceof Readable)) throw new Error('Object storage sent no body.');
    return Body;
  }

  override async stat(key: string): Promise<ObjectInfo | undefined> {
    try {
      const found = await this.client.send(new HeadObjectCommand(this.target(key)));
      const { ContentLength = 0, LastModified = new Date(0) } = found;
      return { key, sizeBytes: ContentLength, modifiedAt: LastModified };
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  override async *list(prefix: string): AsyncIterable<ObjectInfo> {
    checkKey(prefix.replace(/\/$/, ''));
    const { bucket: Bucket, prefix: ours } = this.address;
    let ContinuationToken: string | undefined;
    do {
      const page = await this.client
        .send(
          new ListObjectsV2Command({
            Bucket,
            Prefix: ours + prefix,
            ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
          }),
        )
        .catch((error: unknown) => {
          if (isMissing(error)) return undefined;
          throw error;
        });
      for (const { Key = '', Size = 0, LastModified = new Date(0) } of page?.Contents ?? []) {
        yield { key: Key.slice(ours.length), sizeBytes: Size, modifiedAt: LastModified };
      }
      ContinuationToken = page?.NextContinuationToken;
    } while (ContinuationToken !== undefined);
  }

  override async remove(keys: readonly string[]): Promise<void> {
    const { bucket: Bucket } = this.address;
    for (let from = 0; from < keys.length; from += REMOVED_AT_ONCE) {
      const Objects = keys
        .slice(from, from + REMOVED_AT_ONCE)
        .map((key) => ({ Key: this.target(key).Key }));
      const command = new DeleteObjectsCommand({ Bucket, Delete: { Objects, Quiet: true } });
      const { Errors: [first] = [] } = await this.client.send(command);
      if (first) throw new Error(`Object storage did not remove ${first.Key}: ${first.Code}`);
    }
  }

  override signedUrl(key: string, options: SignedUrlOptions): Promise<string> {
    const command = new GetObjectCommand({
      ...this.target(key),
      ResponseContentType: options.contentType,
      ResponseContentDisposition: options.disposition,
    });
    return getSignedUrl(this.client, command, { expiresIn: options.expiresInSeconds });
  }

  private target(key: string): { readonly Bucket: string; readonly Key: string } {
    checkKey(key);
    return { Bucket: this.address.bucket, Key: this.address.prefix + key };
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof S3ServiceException && MISSING.includes(error.name);
}
