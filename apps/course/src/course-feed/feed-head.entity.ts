import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** The id of the only head. */
export const FEED_HEAD = 'courses';

/** Before any place. */
export const NEVER = new Date(0);

/** How far the feed for partners goes: whatever has a place up to here is stored. */
@Entity({ collection: 'course_feed_head' })
export class FeedHead {
  @PrimaryKey({ type: 'string' })
  readonly id: string = FEED_HEAD;

  /** The latest place that was given. */
  @Property({ type: 'datetime' })
  readonly changedAt: Date;

  constructor(changedAt: Date) {
    this.changedAt = changedAt;
  }
}
