import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * One enrolment in a course. The learner count is the number of those that have not ended; an ended one stays as a
 * tombstone, so that its grant, should it come late, changes nothing.
 */
@Entity({ collection: 'course_learner' })
export class CourseLearner {
  /** The id of the enrolment. */
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  @Property({ type: 'string' })
  readonly courseId: string;

  @Property({ type: 'string' })
  readonly userId: string;

  @Property({ type: 'boolean' })
  ended: boolean = false;

  constructor(enrollmentId: string, courseId: string, userId: string) {
    this.id = enrollmentId;
    this.courseId = courseId;
    this.userId = userId;
  }

  end(): void {
    this.ended = true;
  }
}
