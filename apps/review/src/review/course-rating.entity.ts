import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { RatingSummary } from '@course-plateform/types/review';

/** The ratings of one course in sum: changes with each review in the same transaction, so it equals a recount. */
@Entity({ tableName: 'course_rating' })
export class CourseRating {
  @PrimaryKey({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'integer' })
  count: number = 0;

  @Property({ type: 'integer' })
  starsTotal: number = 0;

  @Property({ type: 'integer', version: true })
  readonly version!: number;

  constructor(courseId: string) {
    this.courseId = courseId;
  }

  add(stars: number): void {
    this.count += 1;
    this.starsTotal += stars;
  }

  replace(before: number, after: number): void {
    this.starsTotal += after - before;
  }

  remove(stars: number): void {
    this.count -= 1;
    this.starsTotal -= stars;
  }

  /** The average with two decimals, 0 without reviews. */
  summary(): RatingSummary {
    const average = this.count === 0 ? 0 : Math.round((this.starsTotal / this.count) * 100) / 100;
    return { courseId: this.courseId, average, count: this.count };
  }
}
