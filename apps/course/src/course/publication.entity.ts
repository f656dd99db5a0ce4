import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { type MoneyValue, newId } from '@course-plateform/common/kernel';
import type { Course, CourseDetails } from './course.entity';
import { Curriculum, type Section } from './curriculum';

/** A course as it was when it was published: numbered and never changed, so that learners keep what they took. */
@Entity({ collection: 'publication' })
@Unique({ name: 'publication_course_id_number', properties: ['courseId', 'number'] })
export class Publication {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'string' })
  readonly courseId: string;

  /** From 1. */
  @Property({ type: 'integer' })
  readonly number: number;

  @Property({ type: 'string' })
  readonly slug: string;

  @Property({ type: 'string' })
  readonly instructorId: string;

  @Property({ type: 'json' })
  readonly details: CourseDetails;

  @Property({ type: 'json' })
  readonly listPrice: MoneyValue;

  @Property({ type: 'json' })
  readonly sections: readonly Section[];

  /** The files that it contains, each once; those from before lessons could be files have none. */
  @Property({ type: 'json', nullable: true })
  readonly mediaIds?: readonly string[] | null;

  @Property({ type: 'datetime' })
  readonly publishedAt: Date;

  /** The snapshot of a course that has just taken its next publication number. */
  constructor(course: Course, now: Date) {
    this.courseId = course.id;
    this.number = course.publication;
    this.slug = course.slug;
    this.instructorId = course.instructorId;
    this.details = course.details;
    this.listPrice = course.listPrice;
    this.sections = course.sections;
    this.mediaIds = course.mediaIds;
    this.publishedAt = now;
  }

  get curriculum(): Curriculum {
    return new Curriculum(this.sections);
  }
}
