import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import type { Money, MoneyValue } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import { describeEnum } from '@course-plateform/types/platform';
import type { SaleWindow } from './price-schedule';

export enum SalePriceStatus {
  planned = 'planned',
  running = 'running',
  over = 'over',
}

describeEnum(SalePriceStatus, {
  planned: 'Has not begun',
  running: 'The course costs its sale price now',
  over: 'Has ended, or was ended',
});

/** A lower price of a course for some time: from `startsAt` on, and at `endsAt` not any more. */
@Entity({ collection: 'course_sale_price' })
@Index({ name: 'course_sale_price_starts_at', properties: ['courseId', 'startsAt', 'id'] })
@Index({ name: 'course_sale_price_ends_at', properties: ['courseId', 'endsAt'] })
export class SalePrice extends Aggregate {
  @Property({ type: 'string' })
  readonly courseId: string;

  @Property({ type: 'json' })
  readonly price: MoneyValue;

  @Property({ type: 'datetime' })
  readonly startsAt: Date;

  @Property({ type: 'datetime' })
  endsAt: Date;

  constructor(sale: { courseId: string; price: Money; startsAt: Date; endsAt: Date; now: Date }) {
    super(sale.now);
    this.courseId = sale.courseId;
    this.price = sale.price.toJSON();
    this.startsAt = sale.startsAt;
    this.endsAt = sale.endsAt;
  }

  statusAt(now: Date): SalePriceStatus {
    if (now < this.startsAt) return SalePriceStatus.planned;
    return now < this.endsAt ? SalePriceStatus.running : SalePriceStatus.over;
  }

  /** Ends a sale that runs. */
  end(now: Date): void {
    this.endsAt = now;
    this.updatedAt = now;
  }

  get window(): SaleWindow {
    const { startsAt, endsAt } = this;
    return { amountMinor: this.price.amountMinor, startsAt, endsAt };
  }
}

/** The sales in the way of a change, as its error lists them. */
export function describeSales(
  sales: readonly SalePrice[],
): { readonly id: string; readonly startsAt: string; readonly endsAt: string }[] {
  return sales.map(({ id, startsAt, endsAt }) => ({
    ...{ id, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
  }));
}
