import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS } from '@course-plateform/common/kernel';
import { OrderSettings } from '../env';
import type { Quote } from '../quote/quote.entity';
import { OrderBuilder } from './order.builder';
import { Order } from './order.entity';

/** Makes orders. */
@Injectable()
export class OrderFactory {
  constructor(
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /** An order of what a quote offers, at its prices. */
  fromQuote(quote: Quote): Order {
    const now = this.clock.now();
    const builder = new OrderBuilder(quote.buyerId, quote.id);
    for (const line of quote.lines) builder.addLine(line);
    builder.dueAt(new Date(now.getTime() + this.settings.orderPaymentDays * DAY_MS));
    return new Order(builder.build(), now);
  }
}
