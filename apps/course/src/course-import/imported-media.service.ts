import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import { type Caller } from '@course-plateform/common/auth';
import { MINUTE_MS, defineMessage, newId } from '@course-plateform/common/kernel';
import { COURSE_ENTRY, MEDIA_FOLDER, type MediaInFile } from '../course-export/course-file';
import { MediaFailure, MediaRefused, type Refusal } from '../media/media-failure';
import { MediaInspection } from '../media/media-inspection.service';
import { MediaKind } from '../media/media-kind';
import type { MediaProperties } from '../media/media-properties';
import { MediaQuota } from '../media/media-quota.service';
import { MediaQuotaExceeded, MediaTooLarge } from '../media/media.errors';
import type { ArchiveReader } from './archive-reader';
import { ID_REPEATED, type ImportErrors } from './import-errors';

/** More than the slowest reader takes, in milliseconds. */
const PATIENCE_MS = 10 * MINUTE_MS;

const MISSING = defineMessage(
  'course_import.media_missing',
  'names a file that the archive does not have',
);
const UNLISTED = defineMessage(
  'course_import.media_unlisted',
  'does not list the entry {entry} of the archive',
);
const OTHER_SIZE = defineMessage(
  'course_import.media_size',
  'is not the size of the file, which has {size, number} bytes',
);
const REFUSED = defineMessage(
  'course_import.media_refused',
  '{failure, select, checksum_mismatch {has another content than its SHA-256 says} type_unsupported {is not of a type that its kind allows} too_many_pixels {has more pixels than the limit} too_long {lasts longer than the limit} caption_invalid {is wrong in line {line, number}} malware {was refused by the virus scanner} processing_failed {could not be processed} other {is damaged, incomplete or protected}}',
);

/** A file of an archive on its way into the media of the caller. */
export interface ImportedMedia extends MediaInFile {
  /** The id that it gets here. */
  readonly newId: string;
  /** Null when the file is refused. */
  readonly properties: MediaProperties | null;
}

/** Looks into the files of an archive, as the media worker looks into uploads, and stores nothing. */
@Injectable()
export class ImportedMediaService {
  constructor(
    private readonly inspection: MediaInspection,
    private readonly quota: MediaQuota,
  ) {}

  /** @param folder where there is room for a file @param errors gets what is wrong @returns all that are listed */
  async inspect(
    caller: Caller,
    archive: ArchiveReader,
    listed: readonly MediaInFile[],
    { folder, errors }: { readonly folder: string; readonly errors: ImportErrors },
  ): Promise<ImportedMedia[]> {
    this.compare(archive, listed, errors);
    await this.assertRoom(caller, listed, errors);
    const files: ImportedMedia[] = [];
    for (const [at, file] of listed.entries()) {
      const isThere = archive.sizeOf(entryOf(file)) !== undefined;
      const properties = isThere
        ? await this.propertiesOf(archive, file, path.join(folder, 'media')).catch((error) => {
            if (!(error instanceof MediaRefused)) throw error;
            addRefusal(errors, at, error);
            return null;
          })
        : null;
      files.push({ ...file, newId: newId(), properties });
    }
    return files;
  }

  private compare(
    archive: ArchiveReader,
    listed: readonly MediaInFile[],
    errors: ImportErrors,
  ): void {
    const ids = new Set<string>();
    for (const [at, file] of listed.entries()) {
      const size = archive.sizeOf(entryOf(file));
      if (size === undefined) errors.add(`/media/${at}/sha256`, MISSING);
      else if (size !== file.sizeBytes) errors.add(`/media/${at}/sizeBytes`, OTHER_SIZE, { size });
      if (ids.has(file.id)) errors.add(`/media/${at}/id`, ID_REPEATED);
      ids.add(file.id);
      const max = this.quota.maximumOf(file.kind);
      if (Math.max(size ?? 0, file.sizeBytes) > max) {
        errors.addFailure(`/media/${at}/sizeBytes`, new MediaTooLarge({ params: { max } }));
      }
    }
    const known = new Set([COURSE_ENTRY, ...listed.map(entryOf)]);
    for (const entry of archive.names) {
      if (!known.has(entry)) errors.add('/media', UNLISTED, { entry });
    }
  }

  /** Another upload may take the room meanwhile: what counts is what is set aside when the files are stored. */
  private async assertRoom(
    { userId }: Caller,
    listed: readonly MediaInFile[],
    errors: ImportErrors,
  ): Promise<void> {
    const used = await this.quota.used(userId);
    const wanted = listed.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
    const limit = this.quota.limitBytes;
    if (used + wanted <= limit) return;
    errors.addFailure('/media', new MediaQuotaExceeded({ params: { limit, used } }));
  }

  /** @throws MediaRefused, ArchiveUnsafe, ArchiveUnreadable */
  private async propertiesOf(
    archive: ArchiveReader,
    file: MediaInFile,
    target: string,
  ): Promise<MediaProperties> {
    try {
      const hash = createHash('sha256');
      const source = await archive.read(entryOf(file));
      source.on('data', (piece: Buffer) => hash.update(piece));
      await pipeline(source, createWriteStream(target));
      if (hash.digest('hex') !== file.sha256) throw new MediaRefused(MediaFailure.checksumMismatch);
      await this.inspection.scan(target);
      await this.inspection.typeOf(file, target);
      if (file.kind === MediaKind.caption) await this.inspection.captionsIn(target);
      return await this.inspection.propertiesOf(file, target, AbortSignal.timeout(PATIENCE_MS));
    } finally {
      await rm(target, { force: true });
    }
  }
}

/** Says why a file of an archive is refused. @param at its place in `media` */
export function addRefusal(errors: ImportErrors, at: number, { failure, line }: Refusal): void {
  errors.add(`/media/${at}`, REFUSED, { failure, line: line ?? 0 });
}

/** The entry with the bytes of a file. */
export function entryOf({ sha256 }: Pick<MediaInFile, 'sha256'>): string {
  return `${MEDIA_FOLDER}${sha256}`;
}
