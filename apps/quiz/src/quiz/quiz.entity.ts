import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { newRandomId } from '@course-plateform/common/kernel';
import { Aggregate, applyChanges } from '@course-plateform/common/persistence';
import type { Question, QuestionCreate, QuestionUpdate } from '../question-kinds/question-kind';
import { QUESTION_KINDS } from '../question-kinds/registry';
import { maxScoreOf } from './max-score';
import { QuizPublication } from './quiz-publication.entity';
import type { QuizSettings } from './quiz-settings';
import {
  QuestionNotFound,
  QuestionOrderInvalid,
  QuizFull,
  QuizPassMarkUnreachable,
  QuizPublished,
  QuizWithoutQuestions,
} from './quiz.errors';

/** A quiz as its author works on it. Learners take what was published of it. */
@Entity({ tableName: 'quiz' })
@Index({ name: 'quiz_course_id', properties: ['courseId'] })
export class Quiz extends Aggregate {
  @Property({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'text' })
  title: string;

  @Property({ type: 'json' })
  settings: QuizSettings;

  /** In their order; always replaced as a whole. */
  @Property({ type: 'json' })
  questions: readonly Question[] = [];

  /** The number of the newest publication, null before the first. */
  @Property({ type: 'integer', nullable: true })
  publication: number | null = null;

  /** @param quiz its id only when another service has named it already */
  constructor(quiz: {
    id?: string;
    courseId: string;
    title: string;
    settings: QuizSettings;
    now: Date;
  }) {
    super(quiz.now, quiz.id);
    this.courseId = quiz.courseId;
    this.title = quiz.title;
    this.settings = quiz.settings;
  }

  /** The same quiz for another course, unpublished, with questions of its own. */
  copy(to: { id: string; courseId: string }, now: Date): Quiz {
    const { title, settings } = this;
    const copy = new Quiz({ ...to, title, settings, now });
    copy.questions = this.questions.map((question) => ({ ...question, id: newRandomId() }));
    return copy;
  }

  get isPublished(): boolean {
    return this.publication !== null;
  }

  /** Changes what is given; what is left out stays as it is. */
  edit(change: { title?: string; settings?: Partial<QuizSettings> }, now: Date): void {
    const settings = { ...this.settings, ...change.settings };
    applyChanges<Quiz>(this, { title: change.title, settings }, now);
  }

  /** @throws QuestionInvalid; QuizFull when there are `limit` questions already */
  addQuestion(created: QuestionCreate, limit: number, now: Date): void {
    if (this.questions.length >= limit) throw new QuizFull({ params: { limit } });
    const { kind, text, points = 1 } = created;
    const content = QUESTION_KINDS.of(created).content(created);
    const question: Question = { id: newRandomId(), kind, text, points, ...content };
    this.replaceQuestions([...this.questions, question], now);
  }

  /** @throws QuestionNotFound */
  question(id: string): Question {
    const question = this.questions.find((candidate) => candidate.id === id);
    if (!question) throw new QuestionNotFound();
    return question;
  }

  /** @param change of the fields that the kind of the question has @throws QuestionNotFound, QuestionInvalid */
  editQuestion(id: string, change: QuestionUpdate, now: Date): void {
    const before = this.question(id);
    const after: Question = {
      ...before,
      text: change.text ?? before.text,
      points: change.points ?? before.points,
      ...QUESTION_KINDS.of(before).edited(before, change),
    };
    this.replaceQuestions(
      this.questions.map((question) => (question.id === id ? after : question)),
      now,
    );
  }

  /** @throws QuestionNotFound */
  removeQuestion(id: string, now: Date): void {
    const gone = this.question(id);
    this.replaceQuestions(
      this.questions.filter((question) => question !== gone),
      now,
    );
  }

  /** @throws QuestionOrderInvalid unless every question is named exactly once */
  orderQuestions(ids: readonly string[], now: Date): void {
    const known = new Map(this.questions.map((question) => [question.id, question]));
    const ordered = ids.flatMap((id) => known.get(id) ?? []);
    const complete = ids.length === known.size && new Set(ordered).size === known.size;
    if (!complete) throw new QuestionOrderInvalid();
    this.replaceQuestions(ordered, now);
  }

  /** Makes what there is now the version that learners take. @throws QuizWithoutQuestions, QuizPassMarkUnreachable */
  publish(now: Date): QuizPublication {
    if (this.questions.length === 0) throw new QuizWithoutQuestions();
    if (maxScoreOf(this.questions) === 0) throw new QuizPassMarkUnreachable();
    this.publication = (this.publication ?? 0) + 1;
    this.updatedAt = now;
    const { id: quizId, publication: number, courseId, title, settings, questions } = this;
    return new QuizPublication({ quizId, number, courseId, title, settings, questions, now });
  }

  /** @throws QuizPublished */
  assertRemovable(): void {
    if (this.isPublished) throw new QuizPublished();
  }

  private replaceQuestions(questions: readonly Question[], now: Date): void {
    applyChanges<Quiz>(this, { questions }, now);
  }
}
