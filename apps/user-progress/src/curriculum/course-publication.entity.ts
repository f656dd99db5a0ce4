import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The number of a course's newest publication, as the course service announces it. */
@Entity({ tableName: 'course_publication' })
export class CoursePublication {
  @PrimaryKey({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'integer' })
  readonly newest: number;

  constructor(courseId: string, newest: number) {
    this.courseId = courseId;
    this.newest = newest;
  }
}
