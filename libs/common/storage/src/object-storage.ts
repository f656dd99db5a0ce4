import type { Readable } from 'node:stream';

/** What is known of an object without reading it. */
export interface ObjectInfo {
  readonly key: string;
  readonly sizeBytes: number;
  readonly modifiedAt: Date;
}

/** A part of an object, both ends included, counted from 0. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

export interface WriteOptions {
  /** The media type with which the storage serves the object itself. */
  readonly contentType: string;
  /** Stops the write; nothing is kept then. */
  readonly signal?: AbortSignal;
}

export interface SignedUrlOptions {
  readonly expiresInSeconds: number;
  /** What the storage says in `Content-Type`, whatever it was written with. */
  readonly contentType: string;
  /** What the storage says in `Content-Disposition` (RFC 6266). */
  readonly disposition: string;
}

/** There is no such object. */
export class ObjectNotFound extends Error {
  constructor(key: string, options?: ErrorOptions) {
    super(`There is no object ${key}`, options);
  }
}

/**
 * Files of any size under keys. The class is the injection token. Objects are written as a whole: a reader sees either
 * the old bytes or the new ones, and of a write that fails nothing.
 *
 * Keys are made by the services, never by users: segments of letters, digits, `.`, `_` and `-`, joined by `/`. Every
 * method throws an Error for other ones.
 */
export abstract class ObjectStorage {
  /**
   * Writes an object, or replaces it.
   * @param body is read in parts of some megabytes, never as a whole
   * @throws the error of `body`, of the storage, or of the signal
   */
  abstract write(key: string, body: Readable, options: WriteOptions): Promise<void>;

  /**
   * Reads an object, or a part of it.
   * @param range must lie within the object
   * @throws ObjectNotFound
   */
  abstract read(key: string, range?: ByteRange): Promise<Readable>;

  /** @returns undefined when there is no such object */
  abstract stat(key: string): Promise<ObjectInfo | undefined>;

  /** The objects whose keys begin with a prefix, in no particular order. @param prefix ends with `/` */
  abstract list(prefix: string): AsyncIterable<ObjectInfo>;

  /** Removes objects; those that are not there count as removed. */
  abstract remove(keys: readonly string[]): Promise<void>;

  /**
   * An address from which anybody may read an object for a while.
   * @returns undefined when only the service itself can read the storage
   */
  abstract signedUrl(key: string, options: SignedUrlOptions): Promise<string | undefined>;

  /** Removes every object whose key begins with a prefix. @param prefix ends with `/` */
  async removeAll(prefix: string): Promise<void> {
    const keys: string[] = [];
    for await (const { key } of this.list(prefix)) keys.push(key);
    await this.remove(keys);
  }
}

const SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;
const LONGEST_KEY = 512;

/** @throws Error for a key that a file system or a URL could take for something else */
export function checkKey(key: string): void {
  const valid = key.length <= LONGEST_KEY && key.split('/').every((part) => SEGMENT.test(part));
  if (!valid)
    throw new Error(`Not a key of an object: ${JSON.stringify(key.slice(0, LONGEST_KEY))}`);
}
