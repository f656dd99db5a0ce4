import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { type CourseOffer, teaches } from '@course-plateform/types/course';
import { CartService } from '../cart/cart.service';
import { type OfferItemResponse, toOfferItemResponse } from '../offer/offer.dto';
import { OfferService } from '../offer/offer.service';
import type { Offers } from '../offer/offers';
import { WishlistItem } from './wishlist-item.entity';
import {
  WishlistAlreadyOwned,
  WishlistItemNotFound,
  WishlistNotForSale,
  WishlistOwnCourse,
} from './wishlist.errors';
import { WishlistRepository } from './wishlist.repository';

/** Keeps wishes; everybody has one wishlist and sees no other. */
@Injectable()
export class WishlistService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly offers: OfferService,
    private readonly wishes: WishlistRepository,
    private readonly carts: CartService,
    private readonly clock: Clock,
  ) {}

  /** @throws WishlistNotForSale, WishlistOwnCourse, WishlistAlreadyOwned */
  async put(caller: Caller, courseId: string): Promise<OfferItemResponse> {
    const { userId } = caller;
    const offers = await this.offers.find(userId, [courseId]);
    const { title, slug, price } = wishable(userId, courseId, offers);
    return this.unitOfWork.run(
      async (em) => {
        const item = new WishlistItem({
          ...{ userId, courseId, title, slug, price },
          now: this.clock.now(),
        });
        // On the list already, perhaps by a concurrent request: the first item stays.
        return em.upsert(WishlistItem, item, {
          onConflictFields: ['userId', 'courseId'],
          onConflictAction: 'ignore',
        });
      },
      (item) => toOfferItemResponse(item, offers),
    );
  }

  async remove(caller: Caller, courseId: string): Promise<void> {
    await this.unitOfWork.run(async (em) => {
      await em.nativeDelete(WishlistItem, { userId: caller.userId, courseId });
    });
  }

  /**
   * Moves a wish into the cart: both or neither.
   * @throws WishlistItemNotFound, CartNotForSale, CartOwnCourse, CartAlreadyOwned, CartFull
   */
  async moveToCart(caller: Caller, courseId: string): Promise<OfferItemResponse> {
    const { userId } = caller;
    if (!(await this.wishes.find(userId, courseId))) throw new WishlistItemNotFound();
    const offers = await this.offers.find(userId, [courseId]);
    return this.unitOfWork.run(
      async (em) => {
        const wish = await this.wishes.findLocked(userId, courseId);
        if (!wish) throw new WishlistItemNotFound();
        em.remove(wish);
        return this.carts.putOffered(em, userId, courseId, offers);
      },
      (item) => toOfferItemResponse(item, offers),
    );
  }
}

/** @throws WishlistNotForSale, WishlistOwnCourse, WishlistAlreadyOwned */
function wishable(userId: string, courseId: string, offers: Offers): CourseOffer {
  const offer = offers.courses.get(courseId);
  if (offer && teaches(offer, userId)) throw new WishlistOwnCourse();
  if (offers.owned.has(courseId)) throw new WishlistAlreadyOwned();
  if (!offer?.forSale) throw new WishlistNotForSale();
  return offer;
}
