import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import type { CourseStatus } from '@course-plateform/types/course';
import type { ContentComparison } from './content-comparison';

/** A change of a draft: who made it, when, and what it was. Written once. */
@Entity({ collection: 'course_change' })
@Index({ name: 'course_change_course_id', properties: ['courseId', 'id'] })
export class CourseChange {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'string' })
  readonly courseId: string;

  /** The version of the draft with the change in it. */
  @Property({ type: 'integer' })
  readonly draftVersion: number;

  /** The user who made it; null for what the platform did on its own. */
  @Property({ type: 'string', nullable: true })
  readonly changedBy: string | null;

  @Property({ type: 'datetime' })
  readonly changedAt: Date;

  /** The state it brought the course into; null when that stayed. */
  @Property({ type: 'string', nullable: true })
  readonly status: CourseStatus | null;

  /** The number of the publication that it made; null when it made none. */
  @Property({ type: 'integer', nullable: true })
  readonly publication: number | null;

  @Property({ type: 'json' })
  readonly content: ContentComparison;

  constructor(change: Omit<CourseChange, 'id'>) {
    this.courseId = change.courseId;
    this.draftVersion = change.draftVersion;
    this.changedBy = change.changedBy;
    this.changedAt = change.changedAt;
    this.status = change.status;
    this.publication = change.publication;
    this.content = change.content;
  }
}
