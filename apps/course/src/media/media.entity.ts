import { Entity, Enum, Index, Property } from '@mikro-orm/decorators/legacy';
import { AT_ONCE, type Transitions, transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import { describeEnum } from '@course-plateform/types/platform';
import type { CaptionCue } from './caption-file';
import { MediaKind } from './media-kind';
import type { MediaProperties } from './media-properties';
import type { MediaFailure, Refusal } from './media-failure';
import { MediaInUse } from './media.errors';
import { type MediaStream, StreamStatus } from './media-stream';

export enum MediaStatus {
  uploading = 'uploading',
  processing = 'processing',
  ready = 'ready',
  failed = 'failed',
}

describeEnum(MediaStatus, {
  uploading: 'Not all of it has arrived',
  processing: 'Is checked, and made ready for browsers',
  ready: 'Can be used',
  failed: 'Cannot be used; `failure` says why, and nothing of the file is kept',
});

const TRANSITIONS: Transitions<MediaStatus> = {
  [MediaStatus.uploading]: [MediaStatus.processing],
  [MediaStatus.processing]: [MediaStatus.ready, MediaStatus.failed],
  // It can be used as it was sent until it is converted.
  [MediaStatus.ready]: [MediaStatus.ready],
  [MediaStatus.failed]: [],
};

/** A version of an image in another size or format. */
export interface ImageRendition {
  readonly width: number;
  readonly height: number;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** In object storage. */
  readonly key: string;
}

/** Of files that could be used and are not: the indexes hold no others. */
export const IS_UNUSED = { unusedSince: { $gt: AT_ONCE } };

interface NewMedia {
  readonly id: string;
  readonly ownerId: string;
  readonly kind: MediaKind;
  readonly name: string;
  readonly sizeBytes: number;
  readonly expectedSha256: string | null;
  readonly uploadExpiresAt: Date;
  readonly convertsLater: boolean;
  readonly now: Date;
}

/** A file of an instructor. */
@Entity({ collection: 'media' })
@Index({ name: 'media_owner_id', properties: ['ownerId', 'id'] })
@Index({ name: 'media_owner_id_kind', properties: ['ownerId', 'kind', 'id'] })
@Index({
  name: 'media_upload_expires_at',
  properties: ['uploadExpiresAt'],
  options: { partialFilterExpression: { status: 'uploading' } },
})
@Index({
  name: 'media_unused_since',
  properties: ['unusedSince'],
  options: { partialFilterExpression: IS_UNUSED },
})
@Index({
  name: 'media_owner_id_unused',
  properties: ['ownerId', 'id'],
  options: { partialFilterExpression: IS_UNUSED },
})
@Index({
  name: 'media_due_at',
  properties: ['dueAt'],
  options: { partialFilterExpression: { status: 'processing' } },
})
@Index({
  name: 'media_stream_due_at',
  properties: ['dueAt'],
  options: { partialFilterExpression: { streamStatus: 'wanted' } },
})
export class Media extends Aggregate {
  @Property({ type: 'string' })
  readonly ownerId: string;

  @Enum({ items: () => MediaKind, type: 'string' })
  readonly kind: MediaKind;

  /** As its owner called the file; for display only. */
  @Property({ type: 'string' })
  name: string;

  @Enum({ items: () => MediaStatus, type: 'string' })
  status: MediaStatus = MediaStatus.uploading;

  @Property({ type: 'integer' })
  sizeBytes: number;

  /** What its owner said the content is, in hexadecimal digits. */
  @Property({ type: 'string', nullable: true })
  readonly expectedSha256: string | null;

  @Property({ type: 'string', nullable: true })
  sha256: string | null = null;

  /** By its content, whatever the owner said. */
  @Property({ type: 'string', nullable: true })
  contentType: string | null = null;

  @Property({ type: 'string', nullable: true })
  failure: MediaFailure | null = null;

  /** Of a text, from 1. */
  @Property({ type: 'integer', nullable: true })
  failureLine: number | null = null;

  @Property({ type: 'json', nullable: true })
  properties: MediaProperties | null = null;

  @Property({ type: 'json' })
  renditions: readonly ImageRendition[] = [];

  @Property({ type: 'json', nullable: true })
  stream: MediaStream | null = null;

  @Enum({ items: () => StreamStatus, type: 'string' })
  streamStatus: StreamStatus = StreamStatus.none;

  @Property({ type: 'datetime' })
  readonly uploadExpiresAt: Date;

  /** Whether it can be used before it is converted, which is done when nothing else waits. */
  @Property({ type: 'boolean', nullable: true })
  readonly convertsLater: boolean | null;

  /** From when on a worker may take it: after the lease of another one, or after a failure. */
  @Property({ type: 'datetime' })
  dueAt: Date;

  /** How often a worker has taken it. */
  @Property({ type: 'integer' })
  attempts: number = 0;

  @Property({ type: 'integer' })
  progressPercent: number = 0;

  /** The courses whose draft or publications contain it: it cannot be deleted. */
  @Property({ type: 'json' })
  courseIds: readonly string[] = [];

  /** Since when it could be used and no course has it; null while one has it. */
  @Property({ type: 'datetime', nullable: true })
  unusedSince: Date | null = null;

  /** The worker that has it. */
  @Property({ type: 'string', nullable: true })
  holder: string | null = null;

  constructor(media: NewMedia) {
    super(media.now, media.id);
    this.ownerId = media.ownerId;
    this.kind = media.kind;
    this.name = media.name;
    this.sizeBytes = media.sizeBytes;
    this.expectedSha256 = media.expectedSha256;
    this.uploadExpiresAt = media.uploadExpiresAt;
    this.convertsLater = media.convertsLater;
    this.dueAt = media.now;
  }

  /** All of it has arrived. @param sizeBytes may be less than was announced @throws TransitionNotAllowed */
  receive(sizeBytes: number, now: Date): void {
    this.status = transition(TRANSITIONS, this.status, MediaStatus.processing);
    this.sizeBytes = sizeBytes;
    this.dueAt = now;
    this.updatedAt = now;
  }

  /** The work on it has ended, as far as it can be done now. @throws TransitionNotAllowed */
  complete(result: MediaResult, now: Date): void {
    this.status = transition(TRANSITIONS, this.status, MediaStatus.ready);
    this.contentType = result.contentType;
    this.sha256 = result.sha256;
    this.properties = result.properties;
    this.renditions = result.renditions;
    this.stream = result.stream;
    this.streamStatus = result.streamStatus;
    this.progressPercent = 100;
    if (this.courseIds.length === 0) this.unusedSince ??= now;
    this.attempts = result.streamStatus === StreamStatus.wanted ? 0 : this.attempts;
    this.dueAt = now;
    this.holder = null;
    this.updatedAt = now;
  }

  /** @throws TransitionNotAllowed */
  fail({ failure, line }: Refusal, now: Date): void {
    this.status = transition(TRANSITIONS, this.status, MediaStatus.failed);
    this.failure = failure;
    this.failureLine = line;
    this.holder = null;
    this.updatedAt = now;
  }

  /** A course takes it; twice does no harm. */
  use(courseId: string, now: Date): void {
    if (this.courseIds.includes(courseId)) return;
    this.courseIds = [...this.courseIds, courseId];
    this.unusedSince = null;
    this.updatedAt = now;
  }

  /** A course has no use for it any more. */
  release(courseId: string, now: Date): void {
    if (!this.courseIds.includes(courseId)) return;
    this.courseIds = this.courseIds.filter((id) => id !== courseId);
    if (this.courseIds.length === 0) this.unusedSince = now;
    this.updatedAt = now;
  }

  /** Its owner is erased, while learners keep the file. */
  eraseName(now: Date): void {
    this.name = '';
    this.updatedAt = now;
  }

  /** @throws MediaInUse */
  assertUnused(): void {
    const { courseIds } = this;
    if (courseIds.length > 0) throw new MediaInUse({ extensions: { courseIds } });
  }

  /** It will not be converted, and goes on as it was sent. */
  refuseStream(now: Date): void {
    this.streamStatus = StreamStatus.refused;
    this.holder = null;
    this.updatedAt = now;
  }

  /** Whether a worker has it, or had it when it died. */
  get isHeld(): boolean {
    return this.holder !== null;
  }
}

/** What was found out about a file, and made of it. */
export interface MediaResult {
  readonly contentType: string;
  readonly sha256: string;
  readonly properties: MediaProperties;
  /** Of the picture, or of one that stands for the video. */
  readonly renditions: readonly ImageRendition[];
  readonly stream: MediaStream | null;
  readonly streamStatus: StreamStatus;
  /** What captions say; empty for other kinds. */
  readonly cues: readonly CaptionCue[];
}
