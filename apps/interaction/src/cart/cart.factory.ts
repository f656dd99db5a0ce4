import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type CourseOffer, teaches } from '@course-plateform/types/course';
import type { Offers } from '../offer/offers';
import type { CartEntry } from './cart-item.entity';
import { Cart } from './cart.entity';
import { CartAlreadyOwned, CartNotForSale, CartOwnCourse } from './cart.errors';

/** Makes carts and what goes into them. */
@Injectable()
export class CartFactory {
  /**
   * What may be put into a user's cart.
   * @throws CartNotForSale, CartOwnCourse, CartAlreadyOwned
   */
  entryOf(userId: string, courseId: string, offers: Offers): CartEntry {
    const offer = offers.courses.get(courseId);
    if (offer && teaches(offer, userId)) throw new CartOwnCourse();
    if (offers.owned.has(courseId)) throw new CartAlreadyOwned();
    if (!offer?.forSale) throw new CartNotForSale();
    return entryFrom(offer);
  }

  /** A user's cart with its items, which nobody else changes until the transaction ends; made when it is needed. */
  async locked(em: EntityManager, userId: string): Promise<Cart> {
    await em.upsert(Cart, { id: userId }, { onConflictAction: 'ignore' });
    const cart = await em.findOneOrFail(
      Cart,
      { id: userId },
      { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
    );
    await cart.items.init();
    return cart;
  }
}

function entryFrom({ courseId, title, slug, price }: CourseOffer): CartEntry {
  return { courseId, title, slug, price };
}
