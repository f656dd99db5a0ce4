import { Money, newId } from '@course-plateform/common/kernel';
import type { CourseOffer } from '@course-plateform/types/course';
import type { CouponDiscount } from '../coupon-kinds/registry';
import { Coupon, type CouponCoverage, type CouponTerms } from '../coupon/coupon.entity';
import { CouponScope } from '../coupon/coupon.state';
import { OrderSettings } from '../env';
import { PricingService } from './pricing.service';
import type { QuoteLine } from './quote.entity';

const NOW = new Date('2026-01-31T12:00:00Z');
const CURRENCIES = ['USD', 'JPY', 'KWD'] as const;

const TERMS: CouponTerms = {
  label: null,
  startsAt: NOW,
  endsAt: null,
  totalLimit: null,
  perUserLimit: null,
  minimumSpend: null,
  firstPurchaseOnly: false,
  combinesWithSale: false,
};
const OF_THE_SITE: CouponCoverage = { scope: CouponScope.site, courseId: null, ownerId: newId() };

function aCoupon(
  discount: CouponDiscount,
  terms: Partial<CouponTerms> = {},
  coverage = OF_THE_SITE,
): Coupon {
  const all = { ...TERMS, ...terms };
  return new Coupon({ code: 'SPRING25', discount, coverage, terms: all, now: NOW });
}

function anOffer(listMinor: number, nowMinor = listMinor, currency = 'USD'): CourseOffer {
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

function priced(offers: readonly CourseOffer[], coupon: Coupon, taxBasisPoints = 0): QuoteLine[] {
  const rate = { country: '*', label: 'Tax', basisPoints: taxBasisPoints, inclusive: false };
  return new PricingService(OrderSettings.load({})).price(offers, coupon, rate);
}

const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
const amounts = (lines: readonly QuoteLine[]) => lines.map(({ price }) => price.amountMinor);
const percent = (share: number): CouponDiscount => ({ kind: 'percent', percent: share });
const off = (amountMinor: number, currency = 'USD'): CouponDiscount => ({
  kind: 'fixed_amount',
  amount: { amountMinor, currency },
});
const fixed = (amountMinor: number, currency = 'USD'): CouponDiscount => ({
  kind: 'fixed_price',
  price: { amountMinor, currency },
});
const FREE: CouponDiscount = { kind: 'free' };

describe('a coupon in the explanation of a price', () => {
  it.each<[string, CouponDiscount, boolean, number, number[], string]>([
    [
      'is taken off the list price when that is lower',
      percent(50),
      false,
      1500,
      [2000, 0, -1000, 190, 0],
      'applied',
    ],
    [
      'does not lower a lower sale price',
      percent(10),
      false,
      1500,
      [2000, -500, 0, 285, 0],
      'sale_is_lower',
    ],
    [
      'does not lower an equal sale price',
      percent(25),
      false,
      1500,
      [2000, -500, 0, 285, 0],
      'sale_is_lower',
    ],
    [
      'is taken off the sale price when it combines',
      percent(10),
      true,
      1500,
      [2000, -500, -150, 256, 0],
      'combined',
    ],
    ['replaces the price', fixed(990), false, 1500, [2000, 0, -1010, 188, 0], 'applied'],
    ['makes the course free', FREE, false, 1500, [2000, 0, -2000, 0, 0], 'applied'],
    [
      'makes the course free on top of a sale',
      FREE,
      true,
      1500,
      [2000, -500, -1500, 0, 0],
      'combined',
    ],
    ['takes off an amount', off(700), false, 1500, [2000, 0, -700, 247, 0], 'applied'],
    ['takes off no more than the price', off(7000), false, 1500, [2000, 0, -2000, 0, 0], 'applied'],
    [
      'rounds half a minor unit to the even side',
      percent(5),
      true,
      1510,
      [2000, -490, -76, 272, 0],
      'combined',
    ],
    ['does not raise a price', fixed(3000), false, 1500, [2000, -500, 0, 285, 0], 'sale_is_lower'],
  ])('%s', (_what, discount, combinesWithSale, now, changes, outcome) => {
    const [line] = priced([anOffer(2000, now)], aCoupon(discount, { combinesWithSale }), 1900);
    expect(line?.explain.map(({ rule }) => rule)).toEqual([
      'list_price',
      'sale',
      'coupon',
      'tax',
      'rounding',
    ]);
    expect(line?.explain.map(({ changeMinor }) => changeMinor)).toEqual(changes);
    expect(line?.explain.map((step) => step.outcome)).toEqual([
      undefined,
      undefined,
      outcome,
      undefined,
      undefined,
    ]);
    expect(line?.couponDiscount).toEqual(usd(-(changes[2] ?? 0) || 0));
  });

  it('leaves courses that it is not for alone', () => {
    const [mine, other] = [anOffer(2000), anOffer(1000)];
    const coverage = { scope: CouponScope.course, courseId: mine.courseId, ownerId: newId() };
    const lines = priced([mine, other], aCoupon(percent(50), {}, coverage));
    expect(amounts(lines)).toEqual([1000, 1000]);
    expect(lines[1]?.explain[2]).toEqual({
      ...{ rule: 'coupon', changeMinor: 0, amount: usd(1000), outcome: 'not_covered' },
    });
  });
});

describe('a coupon over several lines', () => {
  it.each<[string, CouponDiscount, number[], number[]]>([
    ['an amount by largest remainder', off(100), [999, 999, 999], [965, 966, 966]],
    ['an amount in proportion to the prices', off(1000), [3000, 1000], [2250, 750]],
    ['an amount over a free course', off(500), [0, 1000], [0, 500]],
    ['more than everything costs', off(9000), [3000, 1000], [0, 0]],
    [
      'a share of the total, not of each rounded line',
      percent(25),
      Array<number>(10).fill(2390),
      [],
    ],
  ])('splits %s', (_what, discount, prices, expected) => {
    const result = amounts(
      priced(
        prices.map((price) => anOffer(price)),
        aCoupon(discount),
      ),
    );
    if (expected.length > 0) expect(result).toEqual(expected);
    // Ten times 23.90 less 25 % are 179.25; rounding every line would make it 179.20 or 179.30.
    else expect(result.reduce((sum, price) => sum + price)).toBe(17_925);
  });

  it('compares with the sale line by line', () => {
    const lines = priced([anOffer(1000, 100), anOffer(1000)], aCoupon(off(1000)));
    expect(amounts(lines)).toEqual([100, 500]);
    expect(lines.map(({ explain }) => explain[2]?.outcome)).toEqual(['sale_is_lower', 'applied']);
  });

  /** Park and Miller's generator: the same baskets in every run. */
  function* numbers(seed: number): Generator<number, never> {
    for (let state = seed; ;) {
      state = (state * 48_271) % 2_147_483_647;
      yield state;
    }
  }

  it.each(CURRENCIES)('holds for random baskets in %s', (currency) => {
    const random = numbers(CURRENCIES.indexOf(currency) + 7);
    const upTo = (limit: number) => random.next().value % (limit + 1);
    for (let basket = 0; basket < 500; basket += 1) {
      const offers = Array.from({ length: 1 + upTo(9) }, () => {
        const list = upTo(3) === 0 ? upTo(9) : upTo(50_000);
        return anOffer(list, upTo(1) === 0 ? list : upTo(list), currency);
      });
      const wanted = upTo(60_000);
      const kinds = [percent(1 + upTo(99)), off(wanted, currency), fixed(wanted, currency), FREE];
      const discount = kinds[basket % kinds.length] ?? FREE;
      const combinesWithSale = upTo(1) === 0;
      const coupon = aCoupon(discount, { combinesWithSale });
      const lines = priced(offers, coupon, [0, 1900, 777][upTo(2)]);
      for (const [index, line] of lines.entries()) {
        const { list, before } = {
          list: line.listPrice,
          before: offers[index]?.price.amountMinor ?? 0,
        };
        const changes = line.explain.map(({ changeMinor }) => changeMinor);
        const [, sale = 0, reduction = 0, tax = 0] = changes;
        const net = list.amountMinor + sale + reduction;
        expect(changes.reduce((sum, change) => sum + change)).toBe(line.price.amountMinor);
        expect([net, tax, line.price.amountMinor].every((amount) => amount >= 0)).toBe(true);
        expect(line.couponDiscount?.amountMinor).toBe(-reduction || 0);
        // Never dearer than the sale alone.
        expect(net).toBeLessThanOrEqual(before);
      }
      if (discount.kind === 'fixed_amount' && combinesWithSale) {
        const total = offers.reduce((sum, { price }) => sum + price.amountMinor, 0);
        const taken = lines.reduce((sum, line) => sum + (line.couponDiscount?.amountMinor ?? 0), 0);
        expect(taken).toBe(Math.min(wanted, total));
      }
      const total = lines
        .map(({ price }) => Money.from(price))
        .reduce((sum, price) => sum.plus(price));
      expect(total.currency).toBe(currency);
    }
  });
});
