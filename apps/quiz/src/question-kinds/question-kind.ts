import type { Class } from '@course-plateform/common/kernel';
import { IdField, IntegerField, TextField } from '@course-plateform/types/platform';

/** What every stored question has, in drafts and in publications. Its kind adds what is in it. */
export interface Question {
  readonly id: string;
  readonly kind: string;
  readonly text: string;
  /** What a right answer is worth; 0 for a question that does not count. */
  readonly points: number;
}

/** How much of its points an answer earns, as a fraction of whole numbers. */
export interface Share {
  readonly earned: number;
  readonly of: number;
}

/** What every question has when it is written. */
export class QuestionCreate {
  kind!: string;

  @TextField({
    max: 2000,
    example: 'What does HTML stand for?',
    description: 'What is asked, in plain text',
  })
  text!: string;

  @IntegerField({
    max: 100,
    optional: true,
    example: 1,
    description: 'What a right answer is worth; 1 for a new question. 0 does not count',
  })
  points?: number;
}

export type QuestionUpdate = Partial<Omit<QuestionCreate, 'kind'>>;

/** What every question has for its author. */
export class AuthoredQuestion {
  @IdField()
  id!: string;

  kind!: string;

  @TextField({
    max: 2000,
    example: 'What does HTML stand for?',
    description: 'What is asked, in plain text',
  })
  text!: string;

  @IntegerField({
    example: 1,
    description: 'What a right answer is worth; 0 for a question that does not count',
  })
  points!: number;
}

/** What every question has for a learner. */
export class QuestionView extends AuthoredQuestion {}

/** The classes of what is sent and answered about one kind of question. Each that has a `kind` says it by `KindField`. */
export interface QuestionShapes {
  readonly create: Class<QuestionCreate>;
  readonly update: Class<QuestionUpdate>;
  readonly authored: Class<AuthoredQuestion>;
  readonly view: Class<QuestionView>;
  readonly answer: Class<object>;
}

/**
 * One kind of question: everything that is different about it. What its methods get was made by the kind itself or
 * checked against its shapes, so an implementation names those in place of what all kinds have.
 */
export interface QuestionKind {
  /** The word for it in requests, responses and stored questions. It never changes. */
  readonly kind: string;
  readonly shapes: QuestionShapes;

  /** What is stored of a new question, besides what every question has. @throws QuestionInvalid */
  content(body: QuestionCreate): object;

  /** What makes the same question again, besides what every question has: its `content` gives what is stored. */
  written(question: Question): object;

  /** What is stored anew of a question that is edited. @throws QuestionInvalid */
  edited(question: Question, change: QuestionUpdate): object;

  /** What its author sees of it, key included, besides what every question has. */
  authored(question: Question): object;

  /**
   * The ids of its parts in the order in which a learner sees them in one attempt.
   * @param mix gives another order, where the quiz wants that; not called for parts that have an order of their own
   */
  order(question: Question, mix: <T>(parts: readonly T[]) => readonly T[]): readonly string[];

  /** What a learner sees of it besides what every question has: field by field, so that no key can slip through. */
  view(question: Question, order: readonly string[], answer: object | undefined): object;

  /** What is stored of an answer; null takes the answer back. */
  answer(body: object): object | null;

  /** Whether an answer is one that the question offers. */
  accepts(question: Question, answer: object): boolean;

  /** What an answer earns. Called for none that is not accepted. */
  grade(question: Question, answer: object): Share;
}
