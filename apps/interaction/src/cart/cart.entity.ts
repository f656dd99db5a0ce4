import { Collection } from '@mikro-orm/core';
import { Entity, OneToMany, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { type CartEntry, CartItem } from './cart-item.entity';
import { CartFull } from './cart.errors';

/** What a user is about to buy. Shares the id of its user. */
@Entity({ tableName: 'cart' })
export class Cart {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string;

  @OneToMany({
    entity: () => CartItem,
    mappedBy: (item: CartItem) => item.cart,
    orderBy: { id: 'asc' },
    orphanRemoval: true,
  })
  readonly items = new Collection<CartItem>(this);

  constructor(userId: string) {
    this.id = userId;
  }

  /**
   * Puts a course in; one that is there already keeps its place and takes the present price as known.
   * @throws CartFull when there is no room for another one
   */
  put(entry: CartEntry, maximum: number, now: Date): CartItem {
    const known = this.items.find(({ courseId }) => courseId === entry.courseId);
    if (known) {
      known.refresh(entry);
      return known;
    }
    if (this.items.length >= maximum) throw new CartFull({ params: { maximum } });
    const item = new CartItem(this, entry, now);
    this.items.add(item);
    return item;
  }

  /** Takes a course out; one that is not there stays out. */
  take(courseId: string): void {
    this.items.remove((item) => item.courseId === courseId);
  }

  empty(): void {
    this.items.removeAll();
  }
}
