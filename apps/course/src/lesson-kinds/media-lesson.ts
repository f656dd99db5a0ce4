import { OmitType, PartialType } from '@nestjs/swagger';
import { IdField } from '@course-plateform/types/platform';
import { MediaKind } from '../media/media-kind';
import {
  type Lesson,
  LessonCreate,
  type LessonKind,
  type LessonNames,
  type LessonShapes,
  type LessonSources,
  type LessonUpdate,
} from './lesson-kind';

interface MediaChoice {
  readonly mediaId: string;
}

/** A lesson that is a file. */
interface MediaLesson extends Lesson, MediaChoice {}

/** What an edited lesson may have whose length is that of its file. */
export class RecordingLessonUpdateDto extends PartialType(
  OmitType(LessonCreate, ['kind', 'durationSeconds']),
  { skipNullProperties: false },
) {
  @IdField({ optional: true, description: 'Another file of yours that is ready' })
  mediaId?: string;
}

/** What is the same in all kinds of lessons that are files. */
export class MediaLessonKind implements LessonKind {
  readonly canPreview = true;
  /** Its file was ready when the lesson was written, and is kept for as long as a course contains it. */
  readonly check = null;

  readonly takesCaptions: boolean;

  /** @param mediaKind of its file */
  constructor(
    readonly kind: string,
    private readonly mediaKind: MediaKind,
    readonly shapes: LessonShapes,
  ) {
    this.takesCaptions = mediaKind === MediaKind.video || mediaKind === MediaKind.audio;
  }

  content({ mediaId }: LessonCreate & MediaChoice, sources: LessonSources) {
    return this.chosen(mediaId, sources);
  }

  private async chosen(mediaId: string, sources: LessonSources): Promise<Partial<MediaLesson>> {
    const { id, properties } = await sources.media(mediaId, this.mediaKind);
    const seconds = properties?.durationSeconds ?? null;
    return {
      mediaId: id,
      ...(seconds === null ? {} : { durationSeconds: Math.max(1, Math.round(seconds)) }),
    };
  }

  edited(
    { mediaId }: LessonUpdate & Partial<MediaChoice>,
    _lesson: MediaLesson,
    sources: LessonSources,
  ) {
    return mediaId === undefined ? {} : this.chosen(mediaId, sources);
  }

  written({ mediaId, durationSeconds }: MediaLesson, names: LessonNames) {
    // The length of a recording is that of its file.
    return {
      mediaId: names.mediaId(mediaId),
      ...(this.mediaKind === MediaKind.document ? { durationSeconds } : {}),
    };
  }

  mediaIds({ mediaId }: MediaLesson): readonly string[] {
    return [mediaId];
  }

  view({ mediaId }: MediaLesson): MediaChoice {
    return { mediaId };
  }

  outline(): object {
    return {};
  }

  completedBy(): null {
    return null;
  }
}
