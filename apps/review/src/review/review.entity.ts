import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Aggregate, applyChanges } from '@course-plateform/common/persistence';

/** The index that keeps a learner at one review a course. */
export const ONE_REVIEW_PER_COURSE = 'review_course_id_author_id_unique';

/** What a learner thinks of a course. */
@Entity({ tableName: 'review' })
@Unique({ name: ONE_REVIEW_PER_COURSE, properties: ['courseId', 'authorId'] })
@Index({ name: 'review_course_id_created_at', properties: ['courseId', 'createdAt', 'id'] })
@Index({ name: 'review_author_id_created_at', properties: ['authorId', 'createdAt', 'id'] })
@Index({
  name: 'review_course_id_stars_created_at',
  properties: ['courseId', 'stars', 'createdAt', 'id'],
})
@Index({ name: 'review_course_id_stars', properties: ['courseId', 'stars', 'id'] })
export class Review extends Aggregate {
  @Property({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'uuid' })
  readonly authorId: string;

  /** 1 to 5. */
  @Property({ type: 'smallint' })
  stars: number;

  @Property({ type: 'text' })
  text: string;

  /** When the author got the money for the course back; null while they have paid for it. */
  @Property({ type: 'datetime', nullable: true })
  refundedAt: Date | null = null;

  /** Of the author's enrollment, as far as it is known; 0 before the first event about its end. */
  @Property({ type: 'integer', default: 0 })
  enrollmentVersion: number = 0;

  constructor(review: {
    courseId: string;
    authorId: string;
    stars: number;
    text: string;
    now: Date;
  }) {
    super(review.now);
    this.courseId = review.courseId;
    this.authorId = review.authorId;
    this.stars = review.stars;
    this.text = review.text;
  }

  /** Notes whether the author got the money back. What is older than what is known changes nothing. */
  noteAccess(enrollmentVersion: number, isRefunded: boolean, now: Date): void {
    if (enrollmentVersion <= this.enrollmentVersion) return;
    this.enrollmentVersion = enrollmentVersion;
    if (isRefunded === (this.refundedAt !== null)) return;
    this.refundedAt = isRefunded ? now : null;
    this.updatedAt = now;
  }

  /** Changes what was said; what is left out stays as it is. */
  edit({ stars, text }: { stars?: number; text?: string }, now: Date): void {
    applyChanges<Review>(this, { stars, text }, now);
  }
}
