import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { SECOND_MS } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { CourseServiceSettings } from '../env';
import { MediaFailure } from '../media/media-failure';
import { MediaFiles } from '../media/media-files';
import { MediaReadiness } from '../media/media-readiness.service';
import { type Media, MediaStatus } from '../media/media.entity';
import { MediaService } from '../media/media.service';
import type { ArchiveReader } from './archive-reader';
import { CourseImportInvalid, CourseImportTimedOut } from './course-import.errors';
import { ImportErrors } from './import-errors';
import { type ImportedMedia, addRefusal, entryOf } from './imported-media.service';

/** Puts the files of an archive into the media of the caller, as uploads are: all of them or none. */
@Injectable()
export class ImportedFilesService {
  private readonly patienceMs: number;

  constructor(
    private readonly media: MediaService,
    private readonly files: MediaFiles,
    private readonly readiness: MediaReadiness,
    settings: CourseServiceSettings,
    private readonly logger: Logger,
  ) {
    this.patienceMs = settings.courseImportSeconds * SECOND_MS;
  }

  /**
   * Stores files, waits until they can be used, and does the work that uses them.
   * @throws MediaQuotaExceeded, CourseImportInvalid, CourseImportTimedOut and what the work throws; nothing is left then
   */
  async around<T>(
    caller: Caller,
    archive: ArchiveReader,
    media: readonly ImportedMedia[],
    work: () => Promise<T>,
  ): Promise<T> {
    const begun: string[] = [];
    try {
      for (const file of media) {
        const { kind, name, sha256, sizeBytes, newId } = file;
        const announced = { kind, name, sha256, sizeBytes, convertsLater: true };
        await this.media.begin(caller, announced, newId);
        begun.push(newId);
        await this.files.storage.write(
          this.files.originalOf(newId),
          await archive.read(entryOf(file)),
          { contentType: 'application/octet-stream' },
        );
      }
      // Until all of them are there, no worker takes one that may have to go again.
      for (const { newId, sizeBytes } of media) await this.media.receive(newId, sizeBytes);
      await this.processed(media);
      return await work();
    } catch (error) {
      for (const id of begun) await this.remove(caller, id);
      throw error;
    }
  }

  /** @throws CourseImportInvalid when a file is refused after all; CourseImportTimedOut */
  private async processed(media: readonly ImportedMedia[]): Promise<void> {
    const found = await this.readiness.wait(
      media.map(({ newId }) => newId),
      this.patienceMs,
    );
    assertNoneRefused(media, found);
    const isReady = found.every(({ status }) => status === MediaStatus.ready);
    if (!isReady) throw new CourseImportTimedOut({ retryAfter: 60 });
  }

  /** What cannot be removed now is removed by a job, as a file that no course uses. */
  private async remove(caller: Caller, id: string): Promise<void> {
    try {
      await this.media.remove(caller, id);
    } catch (error) {
      this.logger.warn({ err: error, mediaId: id }, 'imported file not removed');
    }
  }
}

function assertNoneRefused(media: readonly ImportedMedia[], found: readonly Media[]): void {
  const errors = new ImportErrors();
  const byId = new Map(found.map((one) => [one.id, one]));
  for (const [at, { newId }] of media.entries()) {
    const stored = byId.get(newId);
    if (stored && stored.status !== MediaStatus.failed) continue;
    const failure = stored?.failure ?? MediaFailure.processingFailed;
    addRefusal(errors, at, { failure, line: stored?.failureLine ?? null });
  }
  if (!errors.isEmpty) throw new CourseImportInvalid({ errors: errors.list });
}
