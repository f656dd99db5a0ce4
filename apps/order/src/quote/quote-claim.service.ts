import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Quote } from './quote.entity';
import { QuoteExpired, QuoteNotFound, QuoteUsed } from './quote.errors';

/** Gives a buyer's quote to the order that is made from it. */
@Injectable()
export class QuoteClaimService {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /** A quote that can still be used. @throws QuoteNotFound when absent or foreign; QuoteUsed, QuoteExpired */
  async read(buyerId: string, id: string): Promise<Quote> {
    return this.usable(await this.em.findOne(Quote, { id }), buyerId);
  }

  /** The same, locked: of two orders from one quote the second finds it used. */
  async claim(em: EntityManager, buyerId: string, id: string): Promise<Quote> {
    const locked = await em.findOne(Quote, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    return this.usable(locked, buyerId);
  }

  private usable(quote: Quote | null, buyerId: string): Quote {
    if (!quote?.isFor(buyerId)) throw new QuoteNotFound();
    if (quote.orderId !== null) {
      throw new QuoteUsed({
        location: `/api/v1/orders/${quote.orderId}`,
        extensions: { orderId: quote.orderId },
      });
    }
    if (quote.hasExpired(this.clock.now())) throw new QuoteExpired();
    return quote;
  }
}
