import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS, Money } from '@course-plateform/common/kernel';
import { OrderSettings } from '../env';
import type { LineOrigin } from '../ledger/ledger.service';
import type { PriceParts, SoldLine } from '../ledger/sold-line';
import type { OrderLine } from './order-line.entity';
import type { Order } from './order.entity';

/** The lines of orders as the ledger sees them. */
@Injectable()
export class SoldLines {
  constructor(
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /** Who gets what of the prices of an order. The shares are held until the refund window ends, counted from the payment. */
  of(order: Order): SoldLine[] {
    return order.lines.map((line) => ({ ...this.origin(order, line), ...this.partsOf(line) }));
  }

  originsOf(order: Order): LineOrigin[] {
    return order.lines.map((line) => this.origin(order, line));
  }

  private origin({ paidAt }: Order, line: OrderLine): LineOrigin {
    const { id: lineId, courseId, currency } = line;
    const from = (paidAt ?? this.clock.now()).getTime();
    const availableAt = new Date(from + this.settings.refundWindowDays * DAY_MS);
    return { lineId, courseId, currency, availableAt };
  }

  /** A line of a release without a ledger has no share of its own: it gets today's. */
  private partsOf({
    priceMinor,
    taxMinor,
    currency,
    shareMinor,
    shareSplit,
    instructorId,
  }: OrderLine): PriceParts {
    const netMinor = priceMinor - taxMinor;
    const net = Money.of(netMinor, currency);
    const share = shareMinor ?? net.share(this.settings.instructorShareBasisPoints).amountMinor;
    const shares = shareSplit ?? [{ instructorId, amountMinor: share }];
    return { shares, taxMinor, revenueMinor: netMinor - share };
  }
}
