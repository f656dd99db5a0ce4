import { Injectable } from '@nestjs/common';
import { Clock, type MoneyValue } from '@course-plateform/common/kernel';
import { CourseServiceSettings } from '../env';
import { type TimeRange, overlaps } from '../price/price-schedule';
import type { SalePriceCreateDto } from './sale-price.dto';
import { SalePrice, describeSales } from '../price/sale-price.entity';
import { SaleLimitReached, SaleOverlap } from '../price/sale-price.errors';
import { assertSalePrice, assertSaleWindow } from '../price/sale-price-rules';

/** What a new sale price has to go with. */
interface Surroundings {
  readonly courseId: string;
  /** The list price that buyers see, and the one they will see with the next publication. */
  readonly listPrices: readonly MoneyValue[];
  /** The sales of the course that run or are planned. */
  readonly ahead: readonly SalePrice[];
  readonly now: Date;
}

/** Makes sale prices that keep the rules. */
@Injectable()
export class SalePriceFactory {
  constructor(
    private readonly clock: Clock,
    private readonly limits: CourseServiceSettings,
  ) {}

  now(): Date {
    return this.clock.now();
  }

  /** @throws SaleWindowInvalid, SalePriceInvalid, SaleOverlap, SaleLimitReached */
  make(dto: SalePriceCreateDto, { courseId, listPrices, ahead, now }: Surroundings): SalePrice {
    const startsAt = dto.startsAt === undefined ? now : new Date(dto.startsAt);
    const window = { startsAt, endsAt: new Date(dto.endsAt) };
    assertSaleWindow(window, now, this.limits);
    const price = assertSalePrice(dto.price, listPrices, this.limits);
    assertFree(courseId, window, ahead);
    const maximum = this.limits.salesAheadMaximum;
    if (ahead.length >= maximum) throw new SaleLimitReached({ params: { maximum } });
    return new SalePrice({ courseId, price, ...window, now });
  }
}

function assertFree(courseId: string, window: TimeRange, ahead: readonly SalePrice[]): void {
  const sales = describeSales(ahead.filter((sale) => overlaps(sale, window)));
  const [first] = sales;
  if (!first) return;
  throw new SaleOverlap({
    location: `/api/v1/courses/${courseId}/sale-prices`,
    params: { startsAt: first.startsAt, endsAt: first.endsAt },
    extensions: { sales },
  });
}
