import {
  BooleanField,
  DateTimeField,
  IdField,
  ListField,
  NumberField,
  ObjectField,
  TextField,
  UrlField,
} from '@course-plateform/types/platform';
import { CAPTIONS_MAX } from '../lesson-kinds/lesson-attachments';

/** Where a file is in a course. */
export class PlayedLesson {
  @IdField({ description: 'The course' })
  courseId!: string;

  @IdField({ description: 'A lesson of the course that contains the file' })
  lessonId!: string;
}

export class PlaybackGrantDto {
  @ObjectField(() => PlayedLesson, {
    optional: true,
    description:
      'The lesson that contains the file; left out by its owner, and for the promo video of a course',
  })
  lesson?: PlayedLesson;
}

/** The longest token in an address. */
export const GRANT_MAX = 1000;

export class PlaybackQuery {
  @TextField({
    max: GRANT_MAX,
    fromQuery: true,
    description: 'The signature in the address, as the grant has it',
    example: 'eyJhbGciOiJIUzI1NiJ9.eyJtZWRpYSI6IjAxODkwYTVkIn0.c2lnbmF0dXJl',
  })
  grant!: string;
}

export class PlaybackCaption {
  @TextField({ max: 35, description: 'The language, a BCP 47 tag', example: 'en' })
  locale!: string;

  @TextField({ description: 'The language in its own words', example: 'English' })
  label!: string;

  @UrlField({
    description: 'The captions as WebVTT, for a `track` element',
    example:
      'https://example.com/api/v1/media/01890a5d-ac96-774b-bcce-b302099a8058/content?grant=eyJ',
  })
  url!: string;

  @BooleanField({ description: 'Whether to show them unless the learner chooses otherwise' })
  isDefault!: boolean;
}

export class PlaybackGrantResponse {
  @UrlField({
    description:
      'Where the file is as it was uploaded. It takes range requests, so that players can seek.',
    example:
      'https://example.com/api/v1/media/01890a5d-ac96-774b-bcce-b302099a8057/content?grant=eyJ',
  })
  url!: string;

  @UrlField({
    nullable: true,
    description:
      'Where it can be streamed in several qualities (HLS, RFC 8216); null for a file that is played as it was uploaded',
    example:
      'https://example.com/api/v1/media/01890a5d-ac96-774b-bcce-b302099a8057/stream/master.m3u8?grant=eyJ',
  })
  streamUrl!: string | null;

  @TextField({ description: 'Its media type', example: 'video/mp4' })
  contentType!: string;

  @NumberField({
    min: 0,
    max: 360_000,
    nullable: true,
    description: 'How long it lasts, in seconds; null for documents',
    example: 93.5,
  })
  durationSeconds!: number | null;

  @ListField(() => PlaybackCaption, {
    maxItems: CAPTIONS_MAX,
    description: 'What is said, in the languages that the lesson has; empty without a lesson',
  })
  captions!: PlaybackCaption[];

  @DateTimeField({ description: 'When the addresses stop working; get another grant before then' })
  expiresAt!: string;
}
