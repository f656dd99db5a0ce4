import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * How many published courses are filed under a category itself. A row of its own: a course that comes or goes is no
 * change of the category, whose version its editors rely on.
 */
@Entity({ tableName: 'course_count' })
export class CourseCount {
  @PrimaryKey({ type: 'uuid' })
  readonly categoryId!: string;

  @Property({ type: 'integer' })
  readonly courses!: number;
}
