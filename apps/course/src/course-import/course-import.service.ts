import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { StreamedIdempotency } from '@course-plateform/common/http';
import { DomainError } from '@course-plateform/common/kernel';
import type { CourseDraftResponse } from '../course/course.dto';
import { CourseServiceSettings } from '../env';
import { inWorkFolder } from '../media/work-folder';
import { ArchiveReader } from './archive-reader';
import { type CourseImportCheckResponse, toImportCheck } from './course-import.dto';
import {
  ArchiveTooLarge,
  ArchiveUnreadable,
  CourseImportBusy,
  CourseImportInvalid,
} from './course-import.errors';
import { ImportCheckService } from './import-check.service';
import { ImportStorageService } from './import-storage.service';

const BUSY_RETRY_AFTER_SECONDS = 30;

/** @param sha256 of the archive, in hexadecimal digits */
type Work<T> = (file: string, folder: string, sha256: string) => Promise<T>;

/** Makes courses of archives. */
@Injectable()
export class CourseImportService {
  private readonly bytesMax: number;
  private inProgress = 0;

  constructor(
    private readonly checks: ImportCheckService,
    private readonly storage: ImportStorageService,
    private readonly idempotency: StreamedIdempotency,
    private readonly settings: CourseServiceSettings,
  ) {
    this.bytesMax = settings.courseImportMaximumBytes;
  }

  /**
   * Says what is wrong with an archive, and what its import would make.
   * @throws ArchiveTooLarge, ArchiveUnreadable, ArchiveUnsafe, CourseImportBusy
   */
  check(caller: Caller, body: IncomingMessage): Promise<CourseImportCheckResponse> {
    return this.received(body, async (file, folder) => {
      const { errors, counts } = await this.opened(file, (archive) =>
        this.checks.check(caller, archive, folder),
      );
      return toImportCheck(errors, counts);
    });
  }

  /**
   * Makes a draft of an archive. Everything is checked before anything is stored.
   * @throws ArchiveTooLarge, ArchiveUnreadable, ArchiveUnsafe, CourseImportInvalid, CourseImportTimedOut,
   *   CourseImportBusy
   */
  import(caller: Caller, body: IncomingMessage): Promise<CourseDraftResponse> {
    return this.received(body, async (file, folder, sha256) => {
      const keep = await this.idempotency.claim(body, sha256);
      return this.opened(file, async (archive) => {
        const { errors, course, media } = await this.checks.check(caller, archive, folder);
        if (!course) {
          const { list, leftOut } = errors;
          const extensions = leftOut > 0 ? { extensions: { errorsLeftOut: leftOut } } : {};
          throw new CourseImportInvalid({ errors: list, ...extensions });
        }
        return this.storage.store(caller, archive, { course, media }, keep);
      });
    });
  }

  /** Receives a body into a folder that is gone afterwards, unless too many others are here: each takes room on the disk. */
  private async received<T>(body: IncomingMessage, work: Work<T>): Promise<T> {
    if (this.inProgress >= this.settings.courseImportsAtOnce) {
      throw new CourseImportBusy({ retryAfter: BUSY_RETRY_AFTER_SECONDS });
    }
    this.inProgress += 1;
    try {
      return await this.receive(body, work);
    } finally {
      this.inProgress -= 1;
    }
  }

  private receive<T>(body: IncomingMessage, work: Work<T>): Promise<T> {
    const tooLarge = () => new ArchiveTooLarge({ params: { max: this.bytesMax, unit: 'bytes' } });
    if (Number(body.headers['content-length'] ?? 0) > this.bytesMax) throw tooLarge();
    return inWorkFolder(async (folder) => {
      const file = path.join(folder, 'archive.zip');
      const hash = createHash('sha256');
      let received = 0;
      const measured = new Transform({
        transform: (piece: Buffer, _encoding, done) => {
          received += piece.length;
          hash.update(piece);
          done(received > this.bytesMax ? tooLarge() : null, piece);
        },
      });
      await pipeline(body, measured, createWriteStream(file)).catch((error: unknown) => {
        // What breaks off is the body; the disk says which call failed.
        if (error instanceof DomainError || (error instanceof Error && 'path' in error))
          throw error;
        throw new ArchiveUnreadable({ cause: error });
      });
      return work(file, folder, hash.digest('hex'));
    });
  }

  private async opened<T>(file: string, work: (archive: ArchiveReader) => Promise<T>): Promise<T> {
    const archive = await ArchiveReader.open(file, this.bytesMax);
    try {
      return await work(archive);
    } finally {
      archive.close();
    }
  }
}
