import { Money, MoneyInvalid, currencyExponent, isCurrency } from './money';

describe('Money', () => {
  it.each([
    [3, 5000, 2],
    [1, 5000, 0],
    [-3, 5000, -2],
    [-1, 5000, 0],
    [-5, 5000, -2],
    [-7, 3000, -2],
    [-999, 3333, -333],
  ])(
    'calculates a share of %i by %i basis points, half to even on both sides of zero',
    (...row) => {
      const [amount, points, share] = row;
      expect(Money.of(amount, 'USD').share(points).amountMinor + 0).toBe(share);
    },
  );

  it('is equal when amount and currency are', () => {
    const money = Money.of(100, 'USD');
    for (const [other, same] of [
      [{ amountMinor: 100, currency: 'USD' }, true],
      [{ amountMinor: 101, currency: 'USD' }, false],
      [{ amountMinor: 100, currency: 'EUR' }, false],
    ] as const) {
      expect(money.equals(other)).toBe(same);
    }
  });

  it.each(['usd', 'XTS', 'DOLLAR', '', 'constructor'])('rejects %j as a currency', (code) => {
    expect(isCurrency(code)).toBe(false);
    expect(() => Money.of(1, code)).toThrow(MoneyInvalid);
  });

  it.each([
    ['USD', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['IDR', 2],
    ['HUF', 2],
    ['IQD', 3],
  ])('knows the decimals of %s', (currency, digits) => {
    expect(currencyExponent(currency)).toBe(digits);
  });

  it.each([
    [99.99, 'USD', 9999],
    [0.1, 'USD', 10],
    [1999, 'JPY', 1999],
    [1.234, 'KWD', 1234],
  ])('reads the decimal %d %s', (decimal, currency, minor) => {
    const money = Money.fromDecimal(decimal, currency);
    expect(money.amountMinor).toBe(minor);
    expect(money.toDecimal()).toBe(decimal);
  });

  it.each([
    ['too many decimals', () => Money.fromDecimal(1.005, 'USD')],
    ['decimals in a currency without', () => Money.fromDecimal(1.5, 'JPY')],
    ['half a cent', () => Money.of(1.5, 'USD')],
    ['an amount that cannot be exact', () => Money.of(2 ** 53, 'USD')],
    ['an unknown currency', () => Money.of(1, 'XYZ')],
    ['nothing at all', () => Money.fromDecimal(Number.NaN, 'USD')],
    ['two currencies', () => Money.of(1, 'USD').plus(Money.of(1, 'EUR'))],
  ])('rejects %s', (_what, make) => {
    expect(make).toThrow(MoneyInvalid);
  });

  it.each([
    [1000, 2500, 250],
    [5, 5000, 2],
    [15, 5000, 8],
    [-5, 5000, -2],
    [9_007_199_254_740_991, 10_000, 9_007_199_254_740_991],
  ])('calculates of %i a share of %i basis points, half to even', (amount, points, expected) => {
    expect(Money.of(amount, 'USD').share(points).amountMinor).toBe(expected);
  });

  it('adds, subtracts and compares', () => {
    const [one, two] = [Money.of(100, 'USD'), Money.of(250, 'USD')];
    expect(one.plus(two).toJSON()).toEqual({ amountMinor: 350, currency: 'USD' });
    expect(one.minus(two).amountMinor).toBe(-150);
    expect(one.compare(two)).toBeLessThan(0);
    expect(one.equals({ amountMinor: 100, currency: 'USD' })).toBe(true);
    expect(Money.zero('USD').isZero()).toBe(true);
  });
});
