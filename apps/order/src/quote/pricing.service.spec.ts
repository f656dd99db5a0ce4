import { newId } from '@course-plateform/common/kernel';
import { type Basket, assertMayBuy } from './checkout-check';
import { OrderSettings } from '../env';
import { PricingService } from './pricing.service';

function anOffer(listMinor: number, nowMinor: number, currency = 'USD') {
  return {
    courseId: newId(),
    title: 'Complete Web Development',
    slug: 'complete-web-development',
    instructorId: newId(),
    forSale: true,
    publication: 1,
    listPrice: { amountMinor: listMinor, currency },
    price: { amountMinor: nowMinor, currency },
  };
}

function taxedAt(basisPoints: number): OrderSettings {
  return OrderSettings.load({ TAX_BASIS_POINTS: String(basisPoints) });
}

describe('PricingService', () => {
  it.each([
    ['no sale, no tax', 2000, 2000, 0, [2000, 0, 0, 0], 2000],
    ['a sale', 2000, 1500, 0, [2000, -500, 0, 0], 1500],
    ['a tax on the sale price', 2000, 1000, 1900, [2000, -1000, 190, 0], 1190],
    ['half a minor unit to the even side', 50, 50, 500, [50, 0, 2, 0], 52],
    ['half a minor unit to the even side, upwards', 70, 70, 500, [70, 0, 4, 0], 74],
    ['nothing', 0, 0, 1900, [0, 0, 0, 0], 0],
  ])('prices with %s', (_what, list, now, taxBasisPoints, changes, price) => {
    const line = new PricingService(taxedAt(taxBasisPoints)).price(anOffer(list, now));
    expect(line.explain.map(({ rule }) => rule)).toEqual(['list_price', 'sale', 'tax', 'rounding']);
    expect(line.explain.map(({ changeMinor }) => changeMinor)).toEqual(changes);
    expect(line.price).toEqual({ amountMinor: price, currency: 'USD' });
    expect(line.explain.at(-1)?.amount).toEqual(line.price);
  });

  it.each([
    ['a price above the list price', 1000, 1200, 0, [1000, 200, 0, 0]],
    ['the smallest price', 1, 1, 5000, [1, 0, 0, 0]],
    ['a tax as high as the price', 999, 999, 10_000, [999, 0, 999, 0]],
    ['a very high price', 1_000_000_000_000, 999_999_999_999, 1, [1e12, -1, 100_000_000, 0]],
  ])('explains %s so that the steps add up', (_what, list, now, taxBasisPoints, changes) => {
    const line = new PricingService(taxedAt(taxBasisPoints)).price(anOffer(list, now));
    expect(line.explain.map(({ changeMinor }) => changeMinor)).toEqual(changes);
    expect(changes.reduce((sum, change) => sum + change)).toBe(line.price.amountMinor);
  });

  it('knows currencies without decimals', () => {
    const line = new PricingService(taxedAt(1000)).price(anOffer(1205, 1205, 'JPY'));
    expect(line.price).toEqual({ amountMinor: 1325, currency: 'JPY' });
  });
});

describe('checkout checks', () => {
  it('name the first reason in the order a buyer should hear it', () => {
    const offer = { ...anOffer(1, 1), forSale: false };
    const basket: Basket = {
      buyerId: offer.instructorId,
      courseIds: [offer.courseId],
      offers: new Map([[offer.courseId, offer]]),
      owned: new Set(),
    };
    expect(() => assertMayBuy(basket)).toThrow(offer.courseId);
    expect(() => assertMayBuy({ ...basket, owned: new Set([offer.courseId]) })).toThrow('already');
    expect(() => assertMayBuy({ ...basket, courseIds: [] })).toThrow('The cart is empty');
    expect(() => assertMayBuy(basket, [])).not.toThrow();
  });

  it('look at what was asked for, not at what else a neighbour tells', () => {
    const [wanted, other] = [anOffer(5, 5), anOffer(5, 5, 'JPY')];
    const basket: Basket = {
      buyerId: newId(),
      courseIds: [wanted.courseId],
      offers: new Map([wanted, other].map((offer) => [offer.courseId, offer])),
      owned: new Set([other.courseId]),
    };
    expect(() => assertMayBuy(basket)).not.toThrow();
  });
});
