import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** Where a published course is filed, as the course service published last. */
@Entity({ tableName: 'filed_course' })
export class FiledCourse {
  @PrimaryKey({ type: 'uuid' })
  readonly courseId: string;

  /** Null while the course is not published. */
  @Property({ type: 'uuid', nullable: true })
  categoryId: string | null = null;

  /** The version of the course this is from: events that come late must not turn it back. */
  @Property({ type: 'integer' })
  courseVersion: number = 0;

  constructor(courseId: string) {
    this.courseId = courseId;
  }

  /** @returns whether it is filed elsewhere now */
  file(categoryId: string | null, courseVersion: number): boolean {
    if (courseVersion <= this.courseVersion) return false;
    const moved = categoryId !== this.categoryId;
    this.categoryId = categoryId;
    this.courseVersion = courseVersion;
    return moved;
  }
}
