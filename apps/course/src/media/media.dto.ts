import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  NumberField,
  TextField,
  TextListField,
} from '@course-plateform/types/platform';
import { MediaFailure } from './media-failure';
import { MediaKind } from './media-kind';
import { NO_PROPERTIES } from './media-properties';
import { type Media, MediaStatus } from './media.entity';

export class MediaListQuery extends CursorQuery {
  @EnumField(MediaKind, 'MediaKind', {
    optional: true,
    fromQuery: true,
    description: 'Only files of this kind',
  })
  kind?: MediaKind;

  @BooleanField({
    optional: true,
    fromQuery: true,
    description: 'Only files that no course contains',
    example: true,
  })
  unused?: boolean;
}

export class MediaVariant {
  @IntegerField({
    nullable: true,
    description: 'The width of its picture, in pixels; null where there is none',
    example: 1280,
  })
  width!: number | null;

  @IntegerField({
    nullable: true,
    description: 'The height of its picture, in pixels; null where there is none',
    example: 720,
  })
  height!: number | null;

  @IntegerField({ description: 'At most, in bits per second', example: 2_727_000 })
  bitrate!: number;
}

export class MediaResponse {
  @IdField()
  id!: string;

  @EnumField(MediaKind, 'MediaKind', { description: 'What kind of file it is' })
  kind!: MediaKind;

  @TextField({ max: 255, description: 'What its owner called it', example: 'Welcome.mp4' })
  name!: string;

  @EnumField(MediaStatus, 'MediaStatus', { description: 'Whether it can be used' })
  status!: MediaStatus;

  @EnumField(MediaFailure, 'MediaFailure', {
    nullable: true,
    description: 'Why it cannot be used; null unless it has failed',
    example: null,
  })
  failure!: MediaFailure | null;

  @IntegerField({
    min: 1,
    nullable: true,
    description: 'The line of the captions that is wrong; null for other failures',
    example: null,
  })
  failureLine!: number | null;

  @IntegerField({
    max: 100,
    description: 'How much of the work on it is done, in percent; 0 while it arrives',
    example: 100,
  })
  progressPercent!: number;

  @IntegerField({ description: 'In bytes', example: 1_048_576 })
  sizeBytes!: number;

  @TextField({
    nullable: true,
    description: 'Its media type, by its content; null until it is known',
    example: 'video/mp4',
  })
  contentType!: string | null;

  @TextField({
    nullable: true,
    description: 'The SHA-256 of its content, in hexadecimal digits; null until it is known',
    example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  })
  sha256!: string | null;

  @NumberField({
    min: 0,
    max: 360_000,
    nullable: true,
    description: 'How long it lasts, in seconds; null for images',
    example: 93.5,
  })
  durationSeconds!: number | null;

  @IntegerField({
    nullable: true,
    description: 'The width of its picture, in pixels; null where there is none',
    example: 1920,
  })
  width!: number | null;

  @IntegerField({
    nullable: true,
    description: 'The height of its picture, in pixels; null where there is none',
    example: 1080,
  })
  height!: number | null;

  @IntegerField({
    nullable: true,
    description: 'How many pages it has; null unless it is a document',
    example: null,
  })
  pages!: number | null;

  @TextListField({
    maxItems: 32,
    description: 'How it is encoded; empty for images',
    example: ['avc', 'aac'],
  })
  codecs!: string[];

  @TextListField({
    maxItems: 10_000,
    description: 'The courses whose draft or publications contain it; it cannot be deleted then',
    example: ['01890a5d-ac96-774b-bcce-b302099a8057'],
  })
  courseIds!: string[];

  @DateTimeField({
    nullable: true,
    description: 'Since when no course contains it; null while one does, and before it is ready',
  })
  unusedSince!: string | null;

  @BooleanField({
    description:
      'Whether it can be streamed in pieces (HLS); a recording that cannot is played as it was sent',
    example: true,
  })
  streamable!: boolean;

  @ListField(() => MediaVariant, {
    maxItems: 8,
    description: 'The qualities that it can be streamed in, the smallest first',
  })
  variants!: MediaVariant[];

  @DateTimeField()
  createdAt!: string;

  @IntegerField({ min: 1, description: 'Its version, which is its `ETag`', example: 3 })
  version!: number;
}

export class MediaPageResponse extends CursorPageOf(MediaResponse) {}

export class MediaLimit {
  @EnumField(MediaKind, 'MediaKind', { description: 'The kind of file' })
  kind!: MediaKind;

  @IntegerField({
    description: 'How large a file of the kind may be, in bytes',
    example: 20_971_520,
  })
  maximumBytes!: number;
}

export class MediaUsageResponse {
  @IntegerField({
    description: 'What your files use, in bytes, with those that are still arriving',
    example: 1_048_576,
  })
  usedBytes!: number;

  @IntegerField({
    description: 'What your files may use together, in bytes',
    example: 53_687_091_200,
  })
  limitBytes!: number;

  @ListField(() => MediaLimit, { maxItems: 10, description: 'How large a single file may be' })
  limits!: MediaLimit[];
}

export function toMediaResponse(media: Media): MediaResponse {
  const { id, kind, name, status, failure, progressPercent, sizeBytes, contentType } = media;
  const { sha256, unusedSince, createdAt, version } = media;
  const { durationSeconds, width, height, pages, codecs } = media.properties ?? NO_PROPERTIES;
  return {
    ...{ id, kind, name, status, failure, progressPercent, sizeBytes, contentType, sha256 },
    failureLine: media.failureLine,
    ...{ durationSeconds, width, height },
    pages: pages ?? null,
    codecs: [...codecs],
    courseIds: [...media.courseIds],
    unusedSince: unusedSince?.toISOString() ?? null,
    streamable: media.stream !== null,
    variants: [...(media.stream?.variants ?? [])],
    createdAt: createdAt.toISOString(),
    version,
  };
}
