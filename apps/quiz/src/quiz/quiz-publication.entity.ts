import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { Question } from '../question-kinds/question-kind';
import { maxScoreOf } from './max-score';
import type { QuizSettings } from './quiz-settings';

/** A quiz as it was published. It never changes, so an attempt is graded by what its learner saw. */
@Entity({ tableName: 'quiz_publication' })
export class QuizPublication {
  [PrimaryKeyProp]?: ['quizId', 'number'];

  @PrimaryKey({ type: 'uuid' })
  readonly quizId: string;

  /** From 1 for each quiz. */
  @PrimaryKey({ type: 'integer' })
  readonly number: number;

  @Property({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'text' })
  readonly title: string;

  @Property({ type: 'json' })
  readonly settings: QuizSettings;

  @Property({ type: 'json' })
  readonly questions: readonly Question[];

  @Property({ type: 'datetime' })
  readonly publishedAt: Date;

  constructor(publication: {
    quizId: string;
    number: number;
    courseId: string;
    title: string;
    settings: QuizSettings;
    questions: readonly Question[];
    now: Date;
  }) {
    this.quizId = publication.quizId;
    this.number = publication.number;
    this.courseId = publication.courseId;
    this.title = publication.title;
    this.settings = publication.settings;
    this.questions = publication.questions;
    this.publishedAt = publication.now;
  }

  get maxScore(): number {
    return maxScoreOf(this.questions);
  }

  question(id: string): Question | undefined {
    return this.questions.find((question) => question.id === id);
  }
}
