import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';

/** One learner of a course; the learner count is the size of this set, whatever is delivered how often. */
@Entity({ collection: 'course_learner' })
@Unique({ name: 'course_learner_course_id_user_id', properties: ['courseId', 'userId'] })
export class CourseLearner {
  /** The id of the enrolment. */
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  @Property({ type: 'string' })
  readonly courseId: string;

  @Property({ type: 'string' })
  readonly userId: string;

  constructor(enrollmentId: string, courseId: string, userId: string) {
    this.id = enrollmentId;
    this.courseId = courseId;
    this.userId = userId;
  }
}
