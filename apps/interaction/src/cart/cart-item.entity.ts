import { BigIntType, type Rel } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Money, type MoneyValue, newId } from '@course-plateform/common/kernel';
import { Cart } from './cart.entity';

/** A course as it is put into a cart. */
export interface CartEntry {
  readonly courseId: string;
  readonly title: string;
  readonly slug: string;
  readonly price: MoneyValue;
}

/** A course in a cart, with what it cost when it was put there. */
@Entity({ tableName: 'cart_item' })
@Unique({ name: 'cart_item_cart_id_course_id_unique', properties: ['cart', 'courseId'] })
export class CartItem {
  /** Sorts by the time it was put in. */
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @ManyToOne({ entity: () => Cart, fieldName: 'cart_id', deleteRule: 'cascade' })
  readonly cart: Rel<Cart>;

  @Property({ type: 'uuid' })
  readonly courseId: string;

  @Property({ type: 'text' })
  title: string;

  @Property({ type: 'text' })
  slug: string;

  @Property({ type: new BigIntType('number') })
  priceMinor: number;

  @Property({ type: 'text' })
  currency: string;

  @Property({ type: 'datetime' })
  readonly addedAt: Date;

  constructor(cart: Rel<Cart>, entry: CartEntry, now: Date) {
    this.cart = cart;
    this.courseId = entry.courseId;
    this.title = entry.title;
    this.slug = entry.slug;
    this.priceMinor = entry.price.amountMinor;
    this.currency = entry.price.currency;
    this.addedAt = now;
  }

  get price(): Money {
    return Money.of(this.priceMinor, this.currency);
  }

  /** Takes what the course costs now as known. */
  refresh(entry: CartEntry): void {
    this.title = entry.title;
    this.slug = entry.slug;
    this.priceMinor = entry.price.amountMinor;
    this.currency = entry.price.currency;
  }
}
