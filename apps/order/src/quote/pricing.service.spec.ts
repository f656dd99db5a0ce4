import { newId, present } from '@course-plateform/common/kernel';
import type { CourseOffer } from '@course-plateform/types/course';
import { type Basket, assertMayBuy } from './checkout-check';
import { OrderSettings } from '../env';
import { PricingService } from './pricing.service';
import type { QuoteLine } from './quote.entity';

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

/** A table with one row, for everyone. */
function taxedAt(basisPoints: number): PricingService {
  const rate = { country: '*', label: 'Tax', basisPoints, inclusive: false };
  return new PricingService(OrderSettings.load({ TAX_RATES: JSON.stringify([rate]) }));
}

/** The only line of a basket with one course and no coupon. */
function priced(taxBasisPoints: number, offer: CourseOffer): QuoteLine {
  const pricing = taxedAt(taxBasisPoints);
  const [line] = pricing.price([offer], undefined, pricing.taxRateFor(undefined));
  return present(line, 'the line');
}

describe('PricingService', () => {
  it.each([
    ['no sale, no tax', 2000, 2000, 0, [2000, 0, 0, 0], 2000],
    ['a sale', 2000, 1500, 0, [2000, -500, 0, 0], 1500],
    ['a tax on the sale price', 2000, 1000, 1900, [2000, -1000, 190, 0], 1190],
    ['half a minor unit to the even side', 50, 50, 500, [50, 0, 2, 0], 52],
    ['half a minor unit to the even side, upwards', 70, 70, 500, [70, 0, 4, 0], 74],
    ['nothing', 0, 0, 1900, [0, 0, 0, 0], 0],
  ])('calculates a price with %s', (_what, list, now, taxBasisPoints, changes, price) => {
    const line = priced(taxBasisPoints, anOffer(list, now));
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
  ])(
    'explains %s in steps that add up to the price',
    (_what, list, now, taxBasisPoints, changes) => {
      const line = priced(taxBasisPoints, anOffer(list, now));
      expect(line.explain.map(({ changeMinor }) => changeMinor)).toEqual(changes);
      expect(changes.reduce((sum, change) => sum + change)).toBe(line.price.amountMinor);
    },
  );

  it('handles currencies without decimals', () => {
    const line = priced(1000, anOffer(1205, 1205, 'JPY'));
    expect(line.price).toEqual({ amountMinor: 1325, currency: 'JPY' });
  });
});

describe('checkout checks', () => {
  it('report the first reason in the documented order', () => {
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

  it('consider only the requested courses, whatever else an upstream service returns', () => {
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
