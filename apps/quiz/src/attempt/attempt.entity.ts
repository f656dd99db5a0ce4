import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { type Transitions, transition } from '@course-plateform/common/kernel';
import { Aggregate, applyChanges } from '@course-plateform/common/persistence';
import { describeEnum } from '@course-plateform/types/platform';
import type { Question } from '../question-kinds/question-kind';
import { QUESTION_KINDS } from '../question-kinds/registry';
import type { QuizPublication } from '../quiz/quiz-publication.entity';
import {
  AnswerInvalid,
  AttemptQuestionNotFound,
  AttemptSubmitted,
  AttemptTimeUp,
} from './attempt.errors';
import type { Answers, Grade, QuestionGrade } from './grading';
import type { QuestionLayout } from './layout';

/** The index that keeps a learner at one attempt at a time. */
export const ONE_OPEN_ATTEMPT = 'attempt_user_id_quiz_id_open';

export enum AttemptStatus {
  inProgress = 'in_progress',
  submitted = 'submitted',
}

describeEnum(AttemptStatus, {
  in_progress: 'Answers are taken until it is submitted or its deadline passes',
  submitted: 'Graded, and final',
});

const TRANSITIONS: Transitions<AttemptStatus> = {
  [AttemptStatus.inProgress]: [AttemptStatus.submitted],
  [AttemptStatus.submitted]: [],
};

/** One go of a learner at a publication of a quiz. */
@Entity({ tableName: 'attempt' })
@Index({
  name: ONE_OPEN_ATTEMPT,
  expression: `create unique index "${ONE_OPEN_ATTEMPT}" on "attempt" ("user_id", "quiz_id") where "status" = 'in_progress'`,
})
@Index({
  name: 'attempt_deadline_at_open',
  expression: `create index "attempt_deadline_at_open" on "attempt" ("deadline_at") where "status" = 'in_progress'`,
})
@Unique({ name: 'attempt_user_id_quiz_id_number', properties: ['userId', 'quizId', 'number'] })
export class Attempt extends Aggregate {
  @Property({ type: 'uuid' })
  readonly quizId: string;

  @Property({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'uuid' })
  readonly userId: string;

  /** The publication of the quiz the learner sees and is graded by. */
  @Property({ type: 'integer' })
  readonly publication: number;

  /** The learner's how-many-th attempt at the quiz, from 1. */
  @Property({ type: 'integer' })
  readonly number: number;

  @Property({ type: 'text' })
  status: AttemptStatus = AttemptStatus.inProgress;

  /** Null when there is no limit. From this moment on nothing can be answered. */
  @Property({ type: 'datetime', nullable: true })
  readonly deadlineAt: Date | null;

  /** The order in which the learner sees questions and their parts. */
  @Property({ type: 'json' })
  readonly layout: readonly QuestionLayout[];

  /** By the question's id; always replaced as a whole. */
  @Property({ type: 'json' })
  answers: Answers = {};

  @Property({ type: 'datetime', nullable: true })
  submittedAt: Date | null = null;

  /** In hundredths of a point. */
  @Property({ type: 'integer', nullable: true })
  scoreHundredths: number | null = null;

  /** 0 to 100, two decimals, never rounded up. */
  @Property({ type: 'double', nullable: true })
  scorePercent: number | null = null;

  @Property({ type: 'boolean', nullable: true })
  passed: boolean | null = null;

  @Property({ type: 'json', nullable: true })
  grades: readonly QuestionGrade[] | null = null;

  constructor(attempt: {
    publication: QuizPublication;
    userId: string;
    number: number;
    layout: readonly QuestionLayout[];
    now: Date;
  }) {
    super(attempt.now);
    const { quizId, courseId, number, settings } = attempt.publication;
    this.quizId = quizId;
    this.courseId = courseId;
    this.publication = number;
    this.userId = attempt.userId;
    this.number = attempt.number;
    this.layout = attempt.layout;
    this.deadlineAt =
      settings.timeLimitSeconds === null
        ? null
        : new Date(attempt.now.getTime() + settings.timeLimitSeconds * 1000);
  }

  get isOpen(): boolean {
    return this.status === AttemptStatus.inProgress;
  }

  /** Whether it has to be submitted because its deadline has passed. */
  isOverdue(now: Date): boolean {
    return this.isOpen && this.isTimeUp(now);
  }

  /**
   * Saves the answer to a question, or takes it back.
   * @param answerTo what is answered to the question, in the form its kind stores; null takes it back
   * @throws AttemptTimeUp, AttemptSubmitted, AttemptQuestionNotFound, AnswerInvalid
   */
  answer(
    publication: QuizPublication,
    questionId: string,
    responseTo: (question: Question) => object | null,
    now: Date,
  ): void {
    if (this.isTimeUp(now)) throw new AttemptTimeUp();
    if (!this.isOpen) throw new AttemptSubmitted();
    const question = publication.question(questionId);
    if (!question) throw new AttemptQuestionNotFound();
    const { [questionId]: _before, ...others } = this.answers;
    const answer = responseTo(question);
    if (answer && !QUESTION_KINDS.of(question).accepts(question, answer)) throw new AnswerInvalid();
    const answers = answer === null ? others : { ...others, [questionId]: answer };
    applyChanges<Attempt>(this, { answers }, now);
  }

  /** Ends it with its grade; what is submitted late counts as submitted at the deadline. */
  submit(grade: Grade, now: Date): void {
    if (!this.isOpen) throw new AttemptSubmitted();
    this.status = transition(TRANSITIONS, this.status, AttemptStatus.submitted);
    this.submittedAt = this.deadlineAt !== null && this.deadlineAt < now ? this.deadlineAt : now;
    this.scoreHundredths = grade.scoreHundredths;
    this.scorePercent = grade.scorePercent;
    this.passed = grade.passed;
    this.grades = grade.questions;
    this.updatedAt = now;
  }

  private isTimeUp(now: Date): boolean {
    return this.deadlineAt !== null && now >= this.deadlineAt;
  }
}
