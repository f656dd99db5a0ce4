import { CursorPageOf } from '@course-plateform/common/http';
import {
  DateTimeField,
  EnumField,
  IdField,
  MoneyDto,
  MoneyField,
} from '@course-plateform/types/platform';
import { type SalePrice, SalePriceStatus } from '../price/sale-price.entity';

export class SalePriceCreateDto {
  @MoneyField({
    description: 'Lower than the list price, in its currency',
  })
  price!: MoneyDto;

  @DateTimeField({
    optional: true,
    description: 'From when on the course costs the sale price; now when left out',
    example: '2026-03-29T00:00:00.000+01:00',
  })
  startsAt?: string;

  @DateTimeField({
    description:
      'From when on the course costs its list price again. A whole day ends when the next one begins, where you are: on 29 March 2026 in Berlin, 23 hours later',
    example: '2026-03-30T00:00:00.000+02:00',
  })
  endsAt!: string;
}

export class SalePriceResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The course' })
  courseId!: string;

  @MoneyField({ description: 'What the course costs during the sale' })
  price!: MoneyDto;

  @DateTimeField({
    description: 'From when on the course costs the sale price',
    example: '2026-03-28T23:00:00.000Z',
  })
  startsAt!: string;

  @DateTimeField({
    description: 'From when on it does not any more',
    example: '2026-03-29T22:00:00.000Z',
  })
  endsAt!: string;

  @EnumField(SalePriceStatus, 'SalePriceStatus', { description: 'Where the sale stands now' })
  status!: SalePriceStatus;

  @DateTimeField()
  createdAt!: string;
}

export class SalePricePageResponse extends CursorPageOf(SalePriceResponse) {}

export function toSalePriceResponse(sale: SalePrice, now: Date): SalePriceResponse {
  const { id, courseId, price, startsAt, endsAt, createdAt } = sale;
  return {
    ...{ id, courseId, price: { ...price } },
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
    status: sale.statusAt(now),
    createdAt: createdAt.toISOString(),
  };
}
