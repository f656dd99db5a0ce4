import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { RatingHistogram, RatingSummary } from '@course-plateform/types/review';

/** By the number of stars less one. */
const STARS = ['one', 'two', 'three', 'four', 'five'] as const;

/** The ratings of one course in sum: changes with each review in the same transaction, so it equals a recount. */
@Entity({ tableName: 'course_rating' })
export class CourseRating {
  @PrimaryKey({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'integer' })
  count: number = 0;

  @Property({ type: 'integer' })
  starsTotal: number = 0;

  /** How many reviews there are of each number of stars. */
  @Property({ type: 'integer', default: 0 })
  one: number = 0;

  @Property({ type: 'integer', default: 0 })
  two: number = 0;

  @Property({ type: 'integer', default: 0 })
  three: number = 0;

  @Property({ type: 'integer', default: 0 })
  four: number = 0;

  @Property({ type: 'integer', default: 0 })
  five: number = 0;

  @Property({ type: 'integer', version: true })
  readonly version!: number;

  constructor(courseId: string) {
    this.courseId = courseId;
  }

  add(stars: number): void {
    this.count += 1;
    this.starsTotal += stars;
    this.countStars(stars, 1);
  }

  replace(before: number, after: number): void {
    this.starsTotal += after - before;
    this.countStars(before, -1);
    this.countStars(after, 1);
  }

  remove(stars: number): void {
    this.count -= 1;
    this.starsTotal -= stars;
    this.countStars(stars, -1);
  }

  /** The average with two decimals, 0 without reviews. */
  summary(): RatingSummary {
    const average = this.count === 0 ? 0 : Math.round((this.starsTotal / this.count) * 100) / 100;
    const { courseId, count, histogram } = this;
    return { courseId, average, count, ...(histogram ? { histogram } : {}) };
  }

  /** Undefined when it does not add up: an earlier release has counted a review since it was introduced. */
  private get histogram(): RatingHistogram | undefined {
    const { one, two, three, four, five } = this;
    const counts = [one, two, three, four, five];
    const count = counts.reduce((sum, each) => sum + each, 0);
    const stars = counts.reduce((sum, each, index) => sum + each * (index + 1), 0);
    if (count !== this.count || stars !== this.starsTotal) return undefined;
    return { one, two, three, four, five };
  }

  private countStars(stars: number, change: 1 | -1): void {
    const column = STARS[stars - 1];
    if (column) this[column] += change;
  }
}
