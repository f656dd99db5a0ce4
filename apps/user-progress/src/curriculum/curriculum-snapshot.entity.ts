import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { CurriculumLesson, CurriculumSection } from '@course-plateform/types/course';

/**
 * The lessons of one publication of a course, as the course service tells them. A publication never changes, so what
 * was fetched stays right. A row without lessons stands for those that learners wait for.
 */
@Entity({ tableName: 'curriculum_snapshot' })
@Index({
  name: 'curriculum_snapshot_unsettled',
  expression: `create index "curriculum_snapshot_unsettled" on "curriculum_snapshot" ("tried_at" nulls first) where "settled_at" is null`,
})
export class CurriculumSnapshot {
  [PrimaryKeyProp]?: ['courseId', 'publication'];

  @PrimaryKey({ type: 'uuid' })
  readonly courseId: string;

  @PrimaryKey({ type: 'integer' })
  readonly publication: number;

  @Property({ type: 'text' })
  title: string = '';

  @Property({ type: 'json' })
  lessons: CurriculumLesson[] = [];

  /** Those that do not open at once. */
  @Property({ type: 'json', default: '[]' })
  sections: CurriculumSection[] = [];

  @Property({ type: 'datetime', nullable: true })
  fetchedAt: Date | null = null;

  /** When it was last requested; the one that has waited longest is next. */
  @Property({ type: 'datetime', nullable: true })
  triedAt: Date | null = null;

  /** When everybody was measured who had enrolled before the lessons were known. */
  @Property({ type: 'datetime', nullable: true })
  settledAt: Date | null = null;

  constructor(courseId: string, publication: number) {
    this.courseId = courseId;
    this.publication = publication;
  }

  get isFetched(): boolean {
    return this.fetchedAt !== null;
  }

  /** Whether sections do not open at once. */
  get isGated(): boolean {
    return this.sections.length > 0;
  }

  lesson(lessonId: string): CurriculumLesson | undefined {
    return this.lessons.find((lesson) => lesson.lessonId === lessonId);
  }
}
