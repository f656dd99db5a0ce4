import { type EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { InteractionSettings } from '../env';
import { type OfferItemResponse, toOfferItemResponse } from '../offer/offer.dto';
import { OfferService } from '../offer/offer.service';
import type { Offers } from '../offer/offers';
import type { CartItem } from './cart-item.entity';
import { CartFactory } from './cart.factory';

/** Puts courses into carts and takes them out; everybody has one cart and sees no other. */
@Injectable()
export class CartService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly offers: OfferService,
    private readonly factory: CartFactory,
    private readonly clock: Clock,
    private readonly limits: InteractionSettings,
  ) {}

  /** @throws CartNotForSale, CartOwnCourse, CartAlreadyOwned, CartFull */
  async put(caller: Caller, courseId: string): Promise<OfferItemResponse> {
    const offers = await this.offers.find(caller.userId, [courseId]);
    return this.unitOfWork.run(
      (em) => this.putOffered(em, caller.userId, courseId, offers),
      (item) => toOfferItemResponse(item, offers),
    );
  }

  /** The same inside an open unit of work, with offers that were requested before. */
  async putOffered(
    em: EntityManager,
    userId: string,
    courseId: string,
    offers: Offers,
  ): Promise<CartItem> {
    const entry = this.factory.entryOf(userId, courseId, offers);
    const cart = await this.factory.locked(em, userId);
    return cart.put(entry, this.limits.cartMaximumItems, this.clock.now());
  }

  async take(caller: Caller, courseId: string): Promise<void> {
    await this.unitOfWork.run(async (em) => {
      (await this.factory.locked(em, caller.userId)).take(courseId);
    });
  }

  async empty(caller: Caller): Promise<void> {
    await this.unitOfWork.run(async (em) => {
      (await this.factory.locked(em, caller.userId)).empty();
    });
  }
}
