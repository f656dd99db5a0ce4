import { formatMoney, toMoney } from './money';

describe('money', () => {
  it.each([
    ['USD', 1999, '$19.99'],
    ['JPY', 1999, '¥1,999'],
    ['KWD', 1999, 'KWD 1.999'],
    ['USD', 0, '$0.00'],
    ['USD', 1_000_000_000_000, '$10,000,000,000.00'],
  ])('in %s: formats %d minor units as %s', (currency, amountMinor, text) => {
    expect(formatMoney({ amountMinor, currency }, 'en').replaceAll('\u00a0', ' ')).toBe(text);
  });

  it('formats by language', () => {
    const text = formatMoney({ amountMinor: 123_456, currency: 'EUR' }, 'de');
    expect(text.replaceAll('\u00a0', ' ')).toBe('1.234,56 €');
  });

  it.each([
    ['19.99', 'USD', 1999],
    ['19.9', 'USD', 1990],
    [' 19 ', 'USD', 1900],
    ['1999', 'JPY', 1999],
    ['1.999', 'KWD', 1999],
    ['0.07', 'USD', 7],
  ])('of "%s" %s is %d minor units', (decimal, currency, amountMinor) => {
    expect(toMoney(decimal, currency)).toEqual({ amountMinor, currency });
  });

  it.each([
    ['19.999', 'USD'],
    ['1.5', 'JPY'],
    ['-1', 'USD'],
    ['1,5', 'EUR'],
    ['', 'USD'],
    ['1e3', 'USD'],
    ['90071992547409.93', 'USD'],
    ['1', 'dollars'],
  ])('rejects "%s" %s', (decimal, currency) => {
    expect(() => toMoney(decimal, currency)).toThrow(RangeError);
  });
});
