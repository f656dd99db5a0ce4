import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { toOfferItemResponse } from '../offer/offer.dto';
import { OfferService } from '../offer/offer.service';
import type { WishlistPageResponse, WishlistQuery } from './wishlist.dto';
import { WishlistRepository } from './wishlist.repository';

/** Reads wishlists. */
@Injectable()
export class WishlistQueryService {
  constructor(
    private readonly wishes: WishlistRepository,
    private readonly offers: OfferService,
    private readonly cursors: Cursors,
  ) {}

  /** The caller's wishlist at current prices, newest first. */
  async list(caller: Caller, query: WishlistQuery): Promise<WishlistPageResponse> {
    const { userId } = caller;
    const after = this.cursors.read(query.cursor, { userId });
    const page = await this.wishes.page(userId, query.limit, after);
    const offers = await this.offers.find(
      userId,
      page.items.map(({ courseId }) => courseId),
    );
    return this.cursors.toPage(page, query, { userId }, (item) =>
      toOfferItemResponse(item, offers),
    );
  }
}
