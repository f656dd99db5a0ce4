import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** A lesson that a learner has ticked off. */
@Entity({ tableName: 'lesson_completion' })
export class LessonCompletion {
  [PrimaryKeyProp]?: ['enrollmentId', 'lessonId'];

  @PrimaryKey({ type: 'uuid' })
  readonly enrollmentId: string;

  @PrimaryKey({ type: 'uuid' })
  readonly lessonId: string;

  @Property({ type: 'datetime' })
  readonly completedAt: Date;

  constructor(enrollmentId: string, lessonId: string, completedAt: Date) {
    this.enrollmentId = enrollmentId;
    this.lessonId = lessonId;
    this.completedAt = completedAt;
  }
}
