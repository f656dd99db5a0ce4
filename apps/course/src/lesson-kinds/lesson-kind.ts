import type { Class, MessageDescriptor } from '@course-plateform/common/kernel';
import type { RpcClient } from '@course-plateform/common/rpc';
import { BooleanField, IdField, IntegerField, TextField } from '@course-plateform/types/platform';

/** What every stored lesson has, in drafts and in publications. Its kind adds what is in it. */
export interface Lesson {
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
    description: 'Whether anybody may read it without buying the course; not in a new lesson',
    example: false,
  })
  preview?: boolean;

  @IntegerField({
    max: 86_400,
    optional: true,
    example: 300,
    description: 'How long it takes, in seconds; 0 for a new lesson',
  })
  durationSeconds?: number;
}

export type LessonUpdate = Partial<Omit<LessonCreate, 'kind'>>;

/** What every lesson has when it is read. */
export class LessonView {
  @IdField()
  id!: string;

  @TextField({ max: 120, description: 'As learners see it', example: 'How the web works' })
  title!: string;

  kind!: string;

  @BooleanField({ description: 'Whether anybody may read it without buying the course' })
  preview!: boolean;

  @IntegerField({ description: 'How long it takes, in seconds', example: 300 })
  durationSeconds!: number;
}

/** What every lesson has in the outline of a course. */
export class LessonOutline extends LessonView {}

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

/**
 * One kind of lesson: everything that is different about it. What its methods get was made by the kind itself or checked
 * against its shapes, so an implementation names those in place of what all kinds have.
 */
export interface LessonKind {
  /** The word for it in requests, responses and stored lessons. It never changes. */
  readonly kind: string;
  readonly shapes: LessonShapes;
  readonly check: LessonCheck;
  /** Whether one that is a preview can be opened by anybody. */
  readonly canPreview: boolean;

  /** What is stored of a new lesson, besides what every lesson has. @throws HtmlTooDeep */
  content(body: LessonCreate): object;

  /** What is stored anew of a lesson that is edited. @throws HtmlTooDeep */
  edited(change: LessonUpdate): object;

  /** What is seen of an opened lesson besides what every lesson has. */
  view(lesson: Lesson): object;

  /** What is seen of it in the outline, by everybody, besides what every lesson has. */
  outline(lesson: Lesson): object;

  /** The quiz that completes it when it is passed; null for one that its learner marks as complete. */
  completedBy(lesson: Lesson): string | null;
}
