import { createReadStream } from 'node:fs';
import { Injectable } from '@nestjs/common';
import { HOUR_MS } from '@course-plateform/common/kernel';
import {
  ObjectStorage,
  StorageSettings,
  type UploadStore,
  type WriteOptions,
  parseStorageUrl,
  uploadStore,
} from '@course-plateform/common/storage';
import { CourseServiceSettings } from '../env';

const RENDITIONS = 'renditions';

/** Where the bytes of media are. */
@Injectable()
export class MediaFiles {
  readonly uploads: UploadStore;

  constructor(
    readonly storage: ObjectStorage,
    { storageUrl }: StorageSettings,
    { mediaUploadHours }: CourseServiceSettings,
  ) {
    this.uploads = uploadStore(parseStorageUrl(storageUrl), mediaUploadHours * HOUR_MS);
  }

  /** The key of the file as it was sent. */
  originalOf(id: string): string {
    return this.uploads.keyOf(id);
  }

  /** The key of an image in another size. */
  renditionOf(id: string, { width, format }: { readonly width: number; readonly format: string }) {
    return `${RENDITIONS}/${id}/w${width}.${format}`;
  }

  /** The key of captions as browsers get them. */
  captionsOf(id: string): string {
    return `${RENDITIONS}/${id}/captions.vtt`;
  }

  /** The key of a file of its stream. */
  streamFileOf(id: string, name: string): string {
    return `${RENDITIONS}/${id}/hls/${name}`;
  }

  /** Stores a file of this machine. */
  async write(key: string, file: string, options: Required<WriteOptions>): Promise<void> {
    // An unread stream would go on, and find its file gone.
    options.signal.throwIfAborted();
    await this.storage.write(key, createReadStream(file), options);
  }

  /** Removes all that is stored of a file, whether it has arrived or not. */
  async removeAll(id: string): Promise<void> {
    await this.uploads.abandon(id);
    await this.storage.remove([this.originalOf(id)]);
    await this.removeRenditions(id);
  }

  /** Removes what was made of a file, so that nothing of an earlier try is left. */
  removeRenditions(id: string): Promise<void> {
    return this.storage.removeAll(`${RENDITIONS}/${id}/`);
  }
}
