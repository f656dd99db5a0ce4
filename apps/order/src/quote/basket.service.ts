import { Injectable } from '@nestjs/common';
import { RpcClient } from '@course-plateform/common/rpc';
import { courseOfferGetMany } from '@course-plateform/types/course';
import { cartGet } from '@course-plateform/types/interaction';
import { enrollmentGetOwned } from '@course-plateform/types/user-progress';
import type { Basket } from './checkout-check';

/** Gathers what the upstream services know about what a user wants to buy. */
@Injectable()
export class BasketService {
  constructor(private readonly rpc: RpcClient) {}

  /**
   * Calls the course and user-progress services, and interaction for the cart; call it before the unit of work.
   * @param courseIds the buyer's cart when left out
   */
  async gather(buyerId: string, courseIds: readonly string[] | undefined): Promise<Basket> {
    const wanted = courseIds ?? (await this.cart(buyerId));
    if (wanted.length === 0) {
      return { buyerId, courseIds: wanted, offers: new Map(), owned: new Set() };
    }
    const [{ courses }, owned] = await Promise.all([
      this.rpc.request(courseOfferGetMany, { courseIds: [...wanted] }),
      this.owned(buyerId, wanted),
    ]);
    const offers = new Map(courses.map((offer) => [offer.courseId, offer]));
    return { buyerId, courseIds: wanted, offers, owned };
  }

  /** Which of some courses a user has already. Call it before the unit of work. */
  async owned(userId: string, courseIds: readonly string[]): Promise<ReadonlySet<string>> {
    const reply = await this.rpc.request(enrollmentGetOwned, {
      userId,
      courseIds: [...courseIds],
    });
    return new Set(reply.courseIds);
  }

  private async cart(userId: string): Promise<readonly string[]> {
    const { courseIds } = await this.rpc.request(cartGet, { userId });
    return courseIds;
  }
}
