import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS, Money } from '@course-plateform/common/kernel';
import type { InstructorShare } from '@course-plateform/types/course';
import type { Coupon } from '../coupon/coupon.entity';
import { OrderSettings } from '../env';
import type { Quote, QuoteLine } from '../quote/quote.entity';
import { OrderBuilder } from './order.builder';
import { Order } from './order.entity';
import { sharesOf } from './order-share';

/** Makes orders. */
@Injectable()
export class OrderFactory {
  constructor(
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /**
   * An order of what a quote offers, at its prices. The shares of the instructors are fixed with it.
   * @param instructors who teach the courses now, by course; one that is not among them has its owner alone
   */
  fromQuote(
    quote: Quote,
    coupon: Coupon | undefined,
    instructors: ReadonlyMap<string, readonly InstructorShare[]>,
  ): Order {
    const now = this.clock.now();
    const builder = new OrderBuilder(quote.buyerId, quote.id);
    const shareable = quote.lines.map((line) => ({
      instructorId: line.instructorId,
      instructors: instructors.get(line.courseId) ?? [],
      net: netOf(line),
      hasCouponDiscount: (line.couponDiscount?.amountMinor ?? 0) > 0,
    }));
    const shares = sharesOf(shareable, coupon, this.settings);
    for (const [index, line] of quote.lines.entries()) {
      builder.addLine({ ...line, share: shares[index] });
    }
    const { couponId, couponCode } = quote;
    if (couponId !== null && couponCode !== null) {
      builder.useCoupon({ id: couponId, code: couponCode });
    }
    builder
      .withTaxes(quote)
      .dueAt(new Date(now.getTime() + this.settings.orderPaymentDays * DAY_MS));
    return new Order(builder.build(), now);
  }
}

/** The price of a line without the tax that is in it. */
function netOf({ price, tax }: QuoteLine): Money {
  return Money.from(price).minus(Money.from(tax ?? Money.zero(price.currency)));
}
