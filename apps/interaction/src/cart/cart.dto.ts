import { Money } from '@course-plateform/common/kernel';
import { IntegerField, ListField, MoneyDto, MoneyField } from '@course-plateform/types/platform';
import { OfferChangeKind, OfferItemResponse, toOfferItemResponse } from '../offer/offer.dto';
import type { Offers } from '../offer/offers';
import type { CartItem } from './cart-item.entity';

export class CartResponse {
  @ListField(() => OfferItemResponse, {
    maxItems: 50,
    description: 'In the order in which they were added',
  })
  items!: OfferItemResponse[];

  @IntegerField({ max: 50, description: 'How many of the items can be bought now', example: 1 })
  buyable!: number;

  @MoneyField({
    nullable: true,
    description:
      'What the buyable items cost together; null when there are none, or their currencies differ',
  })
  total!: MoneyDto | null;
}

export function toCartResponse(items: readonly CartItem[], offers: Offers): CartResponse {
  const responses = items.map((item) => toOfferItemResponse(item, offers));
  const prices = responses.filter(isBuyable).flatMap(({ price }) => (price ? [price] : []));
  return { items: responses, buyable: prices.length, total: totalOf(prices) };
}

function isBuyable({ changes }: OfferItemResponse): boolean {
  return changes.every(({ kind }) => kind === OfferChangeKind.priceMoved);
}

function totalOf(prices: readonly MoneyDto[]): MoneyDto | null {
  const [first] = prices;
  if (!first || prices.some(({ currency }) => currency !== first.currency)) return null;
  const zero = Money.zero(first.currency);
  return prices.reduce<Money>((total, price) => total.plus(Money.from(price)), zero).toJSON();
}
