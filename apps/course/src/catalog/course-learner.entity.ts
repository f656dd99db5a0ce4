import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * One enrollment in a course. The learner count is the number of those that have not ended; an ended one stays, so that
 * its grant, should it arrive late, changes nothing.
 */
@Entity({ collection: 'course_learner' })
export class CourseLearner {
  /** The id of the enrollment. */
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  @Property({ type: 'string' })
  readonly courseId: string;

  @Property({ type: 'string' })
  readonly userId: string;

  @Property({ type: 'boolean' })
  ended: boolean = false;

  /** The version of the enrollment that this is the state of; absent in documents from before versions were kept. */
  @Property({ type: 'integer', nullable: true })
  seenVersion?: number = 0;

  constructor(enrollmentId: string, courseId: string, userId: string) {
    this.id = enrollmentId;
    this.courseId = courseId;
    this.userId = userId;
  }

  /**
   * Follows the enrollment, unless a later state of it is known.
   * @param version of the enrollment, from its event
   * @returns by how many learners the course's count changes: 1, 0 or -1
   */
  follow(ended: boolean, version: number): number {
    if (version <= this.seen) return 0;
    const before = this.isCounted;
    this.ended = ended;
    this.seenVersion = version;
    return Number(this.isCounted) - Number(before);
  }

  private get isCounted(): boolean {
    return this.seen > 0 && !this.ended;
  }

  private get seen(): number {
    // Version 1 was the grant, the end came after it.
    return this.seenVersion ?? (this.ended ? 2 : 1);
  }
}
