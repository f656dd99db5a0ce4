import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * That a learner has passed a quiz. It counts in every enrollment whose publication holds the quiz, also when the
 * lessons are not known yet.
 */
@Entity({ tableName: 'quiz_pass' })
export class QuizPass {
  [PrimaryKeyProp]?: ['userId', 'quizId'];

  @PrimaryKey({ type: 'uuid' })
  readonly userId: string;

  @PrimaryKey({ type: 'uuid' })
  readonly quizId: string;

  @Property({ type: 'datetime' })
  readonly passedAt: Date;

  constructor(userId: string, quizId: string, passedAt: Date) {
    this.userId = userId;
    this.quizId = quizId;
    this.passedAt = passedAt;
  }
}
