import { Injectable } from '@nestjs/common';
import type { DomainError } from '@course-plateform/common/kernel';
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
   * Asks the course and user-progress services; call it before the unit of work.
   * @throws OrderAlreadyOwned, QuoteNotForSale
   */
  async assertMayOrder(buyerId: string, courseIds: readonly string[]): Promise<void> {
    assertMayBuy(await this.baskets.gather(buyerId, courseIds), ORDER_CHECKS);
  }

  /**
   * Keeps a buyer from paying for a course that they got in another way since the order, such as one that became free.
   * Sends a request to the user-progress service; call it before the unit of work.
   * @throws OrderAlreadyOwned
   */
  async assertNotOwned(buyerId: string, courseIds: readonly string[]): Promise<void> {
    const owned = await this.baskets.owned(buyerId, courseIds);
    if (owned.size === 0) return;
    const refused = courseIds.filter((id) => owned.has(id));
    throw new OrderAlreadyOwned({
      params: { courses: refused.join(', ') },
      extensions: { courseIds: refused },
    });
  }

  /** The order that stood in the way of a new one: paid for already, or still open. */
  async conflict(buyerId: string, courseIds: readonly string[]): Promise<DomainError> {
    const lines = await this.orders.liveLines(buyerId, courseIds);
    const bought = lines.filter(({ status }) => status !== OrderLineStatus.open);
    const [first] = bought.length > 0 ? bought : lines;
    // Whoever was first may have given up in the meantime.
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
