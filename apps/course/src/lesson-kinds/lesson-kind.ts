import type { Class, MessageDescriptor } from '@course-plateform/common/kernel';
import type { RpcClient } from '@course-plateform/common/rpc';
import {
  BooleanField,
  IdField,
  IntegerField,
  ListField,
  TextField,
} from '@course-plateform/types/platform';
import type { MediaKind } from '../media/media-kind';
import type { Media } from '../media/media.entity';
import {
  type Attachments,
  CAPTIONS_MAX,
  LessonCaptionResponse,
  LessonResourceResponse,
  RESOURCES_MAX,
} from './lesson-attachments';

/** What every stored lesson has, in drafts and in publications. Its kind adds what is in it. */
export interface Lesson extends Attachments {
  readonly id: string;
  readonly title: string;
  readonly kind: string;
  /** Whether anybody may look at it. */
  readonly preview: boolean;
  /** How long it takes, in seconds. */
  readonly durationSeconds: number;
}

export type LessonContent = Omit<Lesson, 'id'>;

/** What every lesson has when it is written. */
export class LessonCreate {
  kind!: string;

  @TextField({ max: 120, example: 'How the web works', description: 'As learners will see it' })
  title!: string;

  @BooleanField({
    optional: true,
    description: 'Whether anybody may open it without buying the course; not in a new lesson',
    example: false,
  })
  preview?: boolean;

  @IntegerField({
    max: 86_400,
    optional: true,
    example: 300,
    description:
      'How long it takes, in seconds; for a new lesson 0, or how long its article takes to read',
  })
  durationSeconds?: number;
}

export type LessonUpdate = Partial<Omit<LessonCreate, 'kind'>>;

/** What every lesson has in the outline of a course. */
export class LessonOutline {
  @IdField()
  id!: string;

  @TextField({ max: 120, description: 'As learners see it', example: 'How the web works' })
  title!: string;

  kind!: string;

  @BooleanField({ description: 'Whether anybody may open it without buying the course' })
  preview!: boolean;

  @IntegerField({ description: 'How long it takes, in seconds', example: 300 })
  durationSeconds!: number;
}

/** What every lesson has when it is read. */
export class LessonView extends LessonOutline {
  @ListField(() => LessonCaptionResponse, {
    maxItems: CAPTIONS_MAX,
    description: 'What is said, in several languages; empty for kinds without sound',
  })
  captions!: LessonCaptionResponse[];

  @ListField(() => LessonResourceResponse, {
    maxItems: RESOURCES_MAX,
    description: 'Files and links that come with it',
  })
  resources!: LessonResourceResponse[];
}

/** The request and response classes of one lesson kind. Those with a `kind` declare it by `KindField`. */
export interface LessonShapes {
  readonly create: Class<LessonCreate>;
  readonly update: Class<LessonUpdate>;
  readonly view: Class<LessonView>;
  readonly outline: Class<LessonOutline>;
}

/** What has to be true of the lessons of a kind before their course is published. */
export interface LessonCheck {
  /** Names the check and says what to do about it. */
  readonly message: MessageDescriptor;
  /** @param lessons those of the kind in a course; none is as well */
  passes(lessons: readonly Lesson[], courseId: string, rpc: RpcClient): Promise<boolean>;
}

/** What a kind may look up while a lesson is written, in the unit of work that stores it. */
export interface LessonSources {
  /** A file of the course's instructor. @param kind any when left out @throws MediaUnusable */
  media(mediaId: string, kind?: MediaKind): Promise<Pick<Media, 'id' | 'properties'>>;
  /** The id that a quiz has where the lesson is stored. @throws DomainError when there is none that the lesson may name */
  quizId(named: string): string;
  /** The hosts that lessons may link to, with those below them; `*` is any. */
  readonly linkHosts: readonly string[];
}

/** What files and quizzes are called in a copy of a course that is not stored here. */
export interface LessonNames {
  mediaId(id: string): string;
  quizId(id: string): string;
}

/**
 * One kind of lesson: everything that is different about it. What its methods get was made by the kind itself or checked
 * against its shapes, so an implementation names those in place of what all kinds have.
 */
export interface LessonKind {
  /** The word for it in requests, responses and stored lessons. It never changes. */
  readonly kind: string;
  readonly shapes: LessonShapes;
  /** Null where nothing can be missing that was there when the lesson was written. */
  readonly check: LessonCheck | null;
  /** Whether it can have captions. */
  readonly takesCaptions: boolean;
  /** Whether one that is a preview can be opened by anybody. */
  readonly canPreview: boolean;

  /** What is stored of a new lesson, besides what every lesson has. @throws HtmlTooDeep, MediaUnusable, LinkNotAllowed */
  content(body: LessonCreate, sources: LessonSources): object | Promise<object>;

  /** What is stored anew of a lesson that is edited. @throws HtmlTooDeep, MediaUnusable, LinkNotAllowed */
  edited(change: LessonUpdate, lesson: Lesson, sources: LessonSources): object | Promise<object>;

  /** What `content` would make the lesson of again, besides kind, title and preview. */
  written(lesson: Lesson, names: LessonNames): object;

  /** The files that it contains. */
  mediaIds(lesson: Lesson): readonly string[];

  /** What is seen of an opened lesson besides what every lesson has. */
  view(lesson: Lesson): object;

  /** What is seen of it in the outline, by everybody, besides what every lesson has. */
  outline(lesson: Lesson): object;

  /** The quiz that completes it when it is passed; null for one that its learner marks as complete. */
  completedBy(lesson: Lesson): string | null;
}
