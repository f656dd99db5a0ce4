import { Money, newId } from '@course-plateform/common/kernel';
import { SettingsInvalid } from '@course-plateform/common/config';
import type { CourseOffer } from '@course-plateform/types/course';
import type { CouponDiscount } from '../coupon-kinds/registry';
import { Coupon } from '../coupon/coupon.entity';
import { CouponScope } from '../coupon/coupon.state';
import { OrderSettings } from '../env';
import { PricingService } from '../quote/pricing.service';
import type { QuoteLine } from '../quote/quote.entity';
import { planTax, taxInRefund } from './tax-plan';
import type { TaxRate } from './tax-rate';

const NOW = new Date('2026-01-31T12:00:00Z');
const INCLUSIVE: TaxRate = { country: 'AT', label: 'VAT', basisPoints: 2000, inclusive: true };
const ADDED: TaxRate = { country: 'CA', label: 'GST', basisPoints: 500, inclusive: false };
const FREE: CouponDiscount = { kind: 'free' };

function aCoupon(discount: CouponDiscount, combinesWithSale = false): Coupon {
  const coverage = { scope: CouponScope.site, courseId: null, ownerId: newId() };
  const limits = { startsAt: NOW, endsAt: null, totalLimit: null, perUserLimit: null };
  const terms = { label: null, ...limits, minimumSpend: null, firstPurchaseOnly: false };
  const all = { ...terms, combinesWithSale };
  return new Coupon({ code: 'SPRING25', discount, coverage, terms: all, now: NOW });
}

function anOffer(listMinor: number, currency = 'USD', nowMinor = listMinor): CourseOffer {
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

function priced(offers: readonly CourseOffer[], rate: TaxRate, coupon?: Coupon): QuoteLine[] {
  return new PricingService(OrderSettings.load({})).price(offers, coupon, rate);
}

const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const taxesOf = (lines: readonly QuoteLine[]) => lines.map(({ tax }) => tax?.amountMinor ?? -1);
const pricesOf = (lines: readonly QuoteLine[]) => lines.map(({ price }) => price.amountMinor);

describe('the tax in an explanation', () => {
  it('is added to the price, with its rate, base, amount and rounding', () => {
    const [line] = priced([anOffer(1999)], ADDED);
    const usd = (amountMinor: number) => ({ amountMinor, currency: 'USD' });
    expect(line).toMatchObject({ listPrice: usd(1999), price: usd(2099), tax: usd(100) });
    expect(line?.explain.slice(2)).toEqual([
      {
        ...{ rule: 'tax', changeMinor: 100, amount: usd(2099) },
        tax: { rate: ADDED, base: usd(1999), amount: usd(100), rounding: 0.05 },
      },
      { rule: 'rounding', changeMinor: 0, amount: usd(2099) },
    ]);
  });

  it('is part of an inclusive price, and of what a coupon leaves of it', () => {
    const coupon = aCoupon({ kind: 'percent', percent: 25 });
    const [line] = priced([anOffer(2390, 'EUR')], INCLUSIVE, coupon);
    const eur = (amountMinor: number) => ({ amountMinor, currency: 'EUR' });
    expect(line).toMatchObject({ couponDiscount: eur(598), price: eur(1792), tax: eur(299) });
    expect(line?.explain.map(({ rule, changeMinor }) => [rule, changeMinor])).toEqual([
      ['list_price', 2390],
      ['sale', 0],
      ['coupon', -598],
      ['tax', 0],
      ['rounding', 0],
    ]);
    expect(line?.explain[3]?.tax).toEqual({
      ...{ rate: INCLUSIVE, base: eur(1792), amount: eur(299), rounding: 0.3333 },
    });
  });

  it.each<[string, TaxRate, CourseOffer, number, number]>([
    ['yen without decimals', ADDED, anOffer(1205, 'JPY'), 1265, 60],
    ['yen with the tax inside', INCLUSIVE, anOffer(1205, 'JPY'), 1205, 201],
    ['dinars in steps of ten fils', ADDED, anOffer(1990, 'KWD'), 2090, 100],
    ['dinars with the tax inside', INCLUSIVE, anOffer(1990, 'KWD'), 1990, 332],
    ['half a cent to the even side', ADDED, anOffer(50), 52, 2],
    ['half a cent to the even side, upwards', ADDED, anOffer(70), 74, 4],
    ['a free course', ADDED, anOffer(0), 0, 0],
    ['a free course with the tax inside', INCLUSIVE, anOffer(0), 0, 0],
  ])('is calculated for %s', (_what, rate, offer, price, tax) => {
    const lines = priced([offer], rate);
    expect([pricesOf(lines), taxesOf(lines)]).toEqual([[price], [tax]]);
  });

  it('is nothing once a coupon has made everything free', () => {
    const lines = priced([anOffer(1999), anOffer(500)], ADDED, aCoupon(FREE));
    expect([pricesOf(lines), taxesOf(lines)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });
});

describe('the tax over several lines', () => {
  it('is that of the total, not of each rounded line', () => {
    const offers = Array.from({ length: 10 }, () => anOffer(2390, 'EUR'));
    const lines = priced(offers, INCLUSIVE, aCoupon({ kind: 'percent', percent: 25 }));
    // 239.00 less 25 % are 179.25, with 29.875 of VAT in it, to the even side 29.88.
    expect(sum(pricesOf(lines))).toBe(17_925);
    expect(sum(taxesOf(lines))).toBe(2988);
    expect(new Set(taxesOf(lines))).toEqual(new Set([298, 299]));
    const added = planTax(
      ADDED,
      [333, 333, 333].map((minor) => Money.of(minor, 'USD')),
    );
    expect(added.map(({ amount }) => amount.amountMinor)).toEqual([17, 17, 16]);
    expect(added.map(({ rounding }) => rounding)).toEqual([0.35, 0.35, -0.65]);
  });

  it('goes back in proportion, and all of it with the last of the price', () => {
    const line = { priceMinor: 1793, taxMinor: 299 };
    let before = { amountMinor: 0, taxMinor: 0 };
    const parts = [1, 700, 1, 1, 999, 91].map((amountMinor) => {
      const taxMinor = taxInRefund(line, before, amountMinor);
      before = {
        amountMinor: before.amountMinor + amountMinor,
        taxMinor: before.taxMinor + taxMinor,
      };
      return taxMinor;
    });
    expect(parts).toEqual([0, 117, 0, 0, 167, 15]);
    expect(before).toEqual({ amountMinor: 1793, taxMinor: 299 });
    expect(taxInRefund({ priceMinor: 0, taxMinor: 0 }, { amountMinor: 0, taxMinor: 0 }, 0)).toBe(0);
  });

  /** Park and Miller's generator: the same baskets in every run. */
  function* numbers(seed: number): Generator<number, never> {
    for (let state = seed; ;) {
      state = (state * 48_271) % 2_147_483_647;
      yield state;
    }
  }

  it.each(['USD', 'JPY', 'KWD'])('holds for random baskets in %s', (currency) => {
    const random = numbers(currency.charCodeAt(0));
    const upTo = (limit: number) => random.next().value % (limit + 1);
    for (let basket = 0; basket < 500; basket += 1) {
      const offers = Array.from({ length: 1 + upTo(9) }, () => {
        const list = upTo(4) === 0 ? upTo(9) : upTo(50_000);
        return anOffer(list, currency, upTo(1) === 0 ? list : upTo(list));
      });
      const money = { amountMinor: upTo(60_000), currency };
      const kinds: readonly CouponDiscount[] = [
        { kind: 'percent', percent: 1 + upTo(99) },
        { kind: 'fixed_amount', amount: money },
        { kind: 'fixed_price', price: money },
        FREE,
      ];
      const discount = kinds[basket % kinds.length] ?? FREE;
      const coupon = upTo(3) === 0 ? undefined : aCoupon(discount, upTo(1) === 0);
      const basisPoints = upTo(10_000);
      const inclusive = upTo(1) === 0;
      const lines = priced(offers, { ...ADDED, basisPoints, inclusive }, coupon);
      const bases = lines.map(({ explain }) => explain.at(-2)?.tax?.base.amountMinor ?? -1);
      const [base, tax] = [sum(bases), sum(taxesOf(lines))];
      // Lines add up to totals: what was reduced, and the tax on top of it or within.
      expect(sum(pricesOf(lines))).toBe(inclusive ? base : base + tax);
      const exact = (base * basisPoints) / (inclusive ? 10_000 + basisPoints : 10_000);
      const step = currency === 'KWD' && !inclusive ? 10 : 1;
      expect(Math.abs(tax - exact)).toBeLessThanOrEqual(step / 2 + 1e-6);
      expect(tax % step).toBe(0);
      for (const [index, { explain, couponDiscount, price, listPrice }] of lines.entries()) {
        const amounts = explain.map(({ amount }) => amount.amountMinor);
        expect([...amounts, ...taxesOf(lines), ...bases].every((one) => one >= 0)).toBe(true);
        expect(sum(explain.map(({ changeMinor }) => changeMinor))).toBe(price.amountMinor);
        expect(couponDiscount?.amountMinor).toBeLessThanOrEqual(listPrice.amountMinor);
        expect(bases[index]).toBeLessThanOrEqual(offers[index]?.price.amountMinor ?? -1);
        const within = taxesOf(lines)[index] ?? -1;
        const ownBase = bases[index] ?? -1;
        expect(Math.abs(within - (exact * ownBase) / (base || 1))).toBeLessThanOrEqual(step + 1e-6);
        expect(within).toBeLessThanOrEqual(price.amountMinor);
      }
    }
  });
});

describe('the table of taxes', () => {
  const ALL: TaxRate = { country: '*', label: 'Tax', basisPoints: 100, inclusive: false };
  const load = (table: unknown) => OrderSettings.load({ TAX_RATES: JSON.stringify(table) });
  const rateOf = (table: unknown, country?: string) =>
    new PricingService(load(table)).taxRateFor(country);

  it('has a row for a country, and one for all others', () => {
    expect(rateOf([INCLUSIVE, ALL], 'AT')).toEqual(INCLUSIVE);
    expect(rateOf([INCLUSIVE, ALL], 'CH')).toEqual(ALL);
    expect(rateOf([INCLUSIVE, ALL])).toEqual(ALL);
    expect(rateOf([INCLUSIVE], 'CH')).toBeUndefined();
    expect(rateOf([INCLUSIVE])).toBeUndefined();
    expect(rateOf([], 'AT')).toBeUndefined();
  });

  it.each<[string, unknown, string]>([
    ['no list', {}, 'must be a list'],
    ['a country in small letters', [{ ...ADDED, country: 'ca' }], 'ISO 3166-1'],
    ['a country that there is not', [{ ...ADDED, country: 'XX' }], 'ISO 3166-1'],
    ['a negative rate', [{ ...ADDED, basisPoints: -1 }], 'basisPoints must be at least 0'],
    ['a broken rate', [{ ...ADDED, basisPoints: 1.5 }], 'basisPoints must be a whole number'],
    ['more than the price', [{ ...ADDED, basisPoints: 10_001 }], 'at most 10000'],
    ['no label', [{ ...ADDED, label: '' }], 'label must not be empty'],
    ['neither inside nor added', [{ ...ADDED, inclusive: 1 }], 'inclusive must be true or false'],
    ['a field that is not known', [{ ...ADDED, rate: 5 }], 'rate'],
    ['a country twice', [ADDED, ADDED], 'must name CA once'],
  ])('is refused with %s', (_what, table, message) => {
    expect(() => load(table)).toThrow(SettingsInvalid);
    expect(() => load(table)).toThrow(message);
  });

  it('is refused when it is no JSON', () => {
    expect(() => OrderSettings.load({ TAX_RATES: 'DE=19' })).toThrow('TAX_RATES: must be JSON');
  });
});
