import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { QuoteClaimService } from '../quote/quote-claim.service';
import { OrderEligibility } from './order-eligibility.service';
import { OrderLifecycle } from './order-lifecycle.service';
import { ONE_LIVE_LINE } from './order-line.entity';
import { type OrderCreateDto, type OrderResponse, toOrderResponse } from './order.dto';
import { OrderFactory } from './order.factory';

/** Makes orders from quotes. */
@Injectable()
export class OrderPlacementService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly quotes: QuoteClaimService,
    private readonly eligibility: OrderEligibility,
    private readonly factory: OrderFactory,
    private readonly lifecycle: OrderLifecycle,
  ) {}

  /** @throws QuoteNotFound, QuoteUsed, QuoteExpired, QuoteNotForSale, OrderAlreadyOwned, OrderOpenExists */
  async create(caller: Caller, dto: OrderCreateDto): Promise<OrderResponse> {
    const { lines } = await this.quotes.read(caller.userId, dto.quoteId);
    const courseIds = lines.map(({ courseId }) => courseId);
    await this.eligibility.assertMayOrder(caller.userId, courseIds);
    const created = this.unitOfWork.run(
      async (em) => {
        const quote = await this.quotes.claim(em, caller.userId, dto.quoteId);
        const order = this.factory.fromQuote(quote);
        quote.useFor(order.id, order.createdAt);
        await this.lifecycle.open(em, order);
        return order;
      },
      (order) => toOrderResponse(order, []),
    );
    return orWhenDuplicate(created, {
      [ONE_LIVE_LINE]: () => this.eligibility.conflict(caller.userId, courseIds),
    });
  }
}
