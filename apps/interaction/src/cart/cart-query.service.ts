import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import type { CartContents } from '@course-plateform/types/interaction';
import { OfferService } from '../offer/offer.service';
import { type CartResponse, toCartResponse } from './cart.dto';
import { CartRepository } from './cart.repository';

/** Reads carts. */
@Injectable()
export class CartQueryService {
  constructor(
    private readonly carts: CartRepository,
    private readonly offers: OfferService,
  ) {}

  /** The caller's cart at current prices. */
  async get(caller: Caller): Promise<CartResponse> {
    const items = await this.carts.items(caller.userId);
    const offers = await this.offers.find(
      caller.userId,
      items.map(({ courseId }) => courseId),
    );
    return toCartResponse(items, offers);
  }

  /** What is in a user's cart, for the other services. */
  async contents(userId: string): Promise<CartContents> {
    const items = await this.carts.items(userId);
    return { courseIds: items.map(({ courseId }) => courseId) };
  }
}
