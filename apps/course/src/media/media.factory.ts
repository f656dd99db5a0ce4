import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { HOUR_MS, RealClock } from '@course-plateform/common/kernel';
import { CourseServiceSettings } from '../env';
import type { MediaKind } from './media-kind';
import { Media } from './media.entity';

/** What is known of a file before it arrives. */
export interface AnnouncedFile {
  readonly kind: MediaKind;
  readonly name: string;
  /** At most, where the exact size is known only at the end. */
  readonly sizeBytes: number;
  /** In hexadecimal digits. */
  readonly sha256?: string | undefined;
  /** Whether it is to be ready as soon as it is inspected, and converted afterwards. */
  readonly convertsLater?: boolean;
}

/** Makes media. They live by real time: no test clock moves an upload. */
@Injectable()
export class MediaFactory {
  private readonly uploadMs: number;

  constructor(
    private readonly clock: RealClock,
    settings: CourseServiceSettings,
  ) {
    this.uploadMs = settings.mediaUploadHours * HOUR_MS;
  }

  now(): Date {
    return this.clock.now();
  }

  make(caller: Caller, id: string, file: AnnouncedFile): Media {
    const now = this.now();
    return new Media({
      ...{ id, ownerId: caller.userId, kind: file.kind, name: file.name, now },
      sizeBytes: file.sizeBytes,
      expectedSha256: file.sha256 ?? null,
      convertsLater: file.convertsLater ?? false,
      uploadExpiresAt: new Date(now.getTime() + this.uploadMs),
    });
  }
}
