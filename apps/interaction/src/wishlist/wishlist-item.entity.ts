import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Money, type MoneyValue, newId } from '@course-plateform/common/kernel';

/** The index that keeps a course on a wishlist once. */
export const ONE_WISHLIST_ITEM_PER_COURSE = 'wishlist_item_user_id_course_id_unique';

/** A course a user may want later, with what it cost when they wished for it. */
@Entity({ tableName: 'wishlist_item' })
@Unique({ name: ONE_WISHLIST_ITEM_PER_COURSE, properties: ['userId', 'courseId'] })
@Index({ name: 'wishlist_item_user_id_added_at', properties: ['userId', 'addedAt', 'id'] })
export class WishlistItem {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @Property({ type: 'uuid' })
  readonly userId: string;

  @Property({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'text' })
  readonly title: string;

  @Property({ type: 'text' })
  readonly slug: string;

  @Property({ type: new BigIntType('number') })
  readonly priceMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  @Property({ type: 'datetime' })
  readonly addedAt: Date;

  constructor(item: {
    userId: string;
    courseId: string;
    title: string;
    slug: string;
    price: MoneyValue;
    now: Date;
  }) {
    this.userId = item.userId;
    this.courseId = item.courseId;
    this.title = item.title;
    this.slug = item.slug;
    this.priceMinor = item.price.amountMinor;
    this.currency = item.price.currency;
    this.addedAt = item.now;
  }

  get price(): Money {
    return Money.of(this.priceMinor, this.currency);
  }
}
