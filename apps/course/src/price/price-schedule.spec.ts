import { nextPriceChange, overlaps, priceAt, windowsAhead } from './price-schedule';

const day = (date: number, hour = 0) => new Date(Date.UTC(2026, 4, date, hour));
const LIST = { amountMinor: 2000, currency: 'USD' };
const window = (from: number, to: number, amountMinor = 1000) => ({
  ...{ amountMinor, startsAt: day(from), endsAt: day(to) },
});
const SCHEDULE = {
  listPrice: LIST,
  sales: [window(10, 12, 900), window(5, 7), window(12, 13, 800)],
};

describe('the price of a course', () => {
  it.each([
    ['before its sales', day(4), 2000, null, day(5)],
    ['at the start of a sale', day(5), 1000, day(7), day(7)],
    ['right before its end', new Date(day(7).getTime() - 1), 1000, day(7), day(7)],
    ['at its end', day(7), 2000, null, day(10)],
    ['between two sales that touch', day(12), 800, day(13), day(13)],
    ['after the last', day(13), 2000, null, null],
  ])('%s', (_when, now, amountMinor, saleEndsAt, changesAt) => {
    const price = { amountMinor, currency: 'USD' };
    expect(priceAt(SCHEDULE, now)).toEqual({ price, saleEndsAt, changesAt });
  });

  it('is the list price of what is stored without sales', () => {
    const plain = { price: LIST, saleEndsAt: null, changesAt: null };
    for (const sales of [undefined, null, []]) {
      expect(
        priceAt({ listPrice: LIST, ...(sales === undefined ? {} : { sales }) }, day(1)),
      ).toEqual(plain);
    }
  });

  it('changes next with the first of several courses that does', () => {
    const other = { listPrice: LIST, sales: [window(3, 20)] };
    expect(nextPriceChange([SCHEDULE, other], day(1))).toEqual(day(3));
    expect(nextPriceChange([SCHEDULE, other], day(4))).toEqual(day(5));
    expect(nextPriceChange([], day(4))).toBeNull();
  });
});

describe('sales', () => {
  it('overlap when they share an instant, and not when one begins as the other ends', () => {
    const sale = window(5, 7);
    for (const other of [window(5, 7), window(4, 6), window(6, 8), window(4, 8)]) {
      expect([overlaps(sale, other), overlaps(other, sale)]).toEqual([true, true]);
    }
    for (const other of [window(3, 5), window(7, 9), window(8, 9)]) {
      expect([overlaps(sale, other), overlaps(other, sale)]).toEqual([false, false]);
    }
  });

  it('are ahead until they end', () => {
    expect(windowsAhead(SCHEDULE.sales, day(7))).toEqual([
      window(10, 12, 900),
      window(12, 13, 800),
    ]);
  });
});
