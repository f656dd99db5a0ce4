import { Injectable } from '@nestjs/common';
import type { DomainError } from '@course-plateform/common/kernel';
import type { InstructorShare } from '@course-plateform/types/course';
import { BasketService } from '../quote/basket.service';
import { ORDER_CHECKS, assertMayBuy } from '../quote/checkout-check';
import { OrderAlreadyOwned } from '../quote/quote.errors';
import { OrderOpenExists } from './order.errors';
import { OrderRepository } from './order.repository';
import { OrderLineStatus } from './order.state';

/** Keeps a buyer from paying for a course twice, or for one that is not sold any more. */
@Injectable()
export class OrderEligibility {
  constructor(
    private readonly baskets: BasketService,
    private readonly orders: OrderRepository,
  ) {}

  /**
   * Calls the course and user-progress services, so call it before the unit of work.
   * @returns who teaches the courses now, by course
   * @throws OrderAlreadyOwned, QuoteNotForSale, QuoteOwnCourse
   */
  async assertMayOrder(
    buyerId: string,
    courseIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly InstructorShare[]>> {
    const basket = await this.baskets.gather(buyerId, courseIds);
    assertMayBuy(basket, ORDER_CHECKS);
    const offers = [...basket.offers.values()];
    return new Map(offers.map(({ courseId, instructors = [] }) => [courseId, instructors]));
  }

  /**
   * Keeps a buyer from paying for a course that they got in another way since the order, such as one that became free.
   * Sends a request to the user-progress service; call it before the unit of work.
   * @throws OrderAlreadyOwned
   */
  async assertNotOwned(buyerId: string, courseIds: readonly string[]): Promise<void> {
    const refused = await this.owned(buyerId, courseIds);
    if (refused.length === 0) return;
    throw new OrderAlreadyOwned({
      params: { courses: refused.join(', ') },
      extensions: { courseIds: refused },
    });
  }

  /** Those of some courses that a buyer has. Sends a request to the user-progress service; call it before the unit of work. */
  async owned(buyerId: string, courseIds: readonly string[]): Promise<string[]> {
    const owned = await this.baskets.owned(buyerId, courseIds);
    return courseIds.filter((id) => owned.has(id));
  }

  /** The order that stood in the way of a new one: paid for already, or still open. */
  async conflict(buyerId: string, courseIds: readonly string[]): Promise<DomainError> {
    const lines = await this.orders.liveLines(buyerId, courseIds);
    const bought = lines.filter(({ status }) => status !== OrderLineStatus.open);
    const [first] = bought.length > 0 ? bought : lines;
    // The first request may have failed in the meantime.
    if (!first) return new OrderOpenExists({ retryAfter: 1 });
    const orderId = first.order.id;
    const location = `/api/v1/orders/${orderId}`;
    if (bought.length === 0) return new OrderOpenExists({ location, extensions: { orderId } });
    const owned = bought.map(({ courseId }) => courseId);
    return new OrderAlreadyOwned({
      params: { courses: owned.join(', ') },
      extensions: { courseIds: owned, orderId },
      location,
    });
  }
}
