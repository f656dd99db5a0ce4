import { taxInRefund } from '../tax/tax-plan';
import { creditedLines } from './credited-lines';
import { type InvoiceLine, invoiceLineOf } from './invoice-content';
import { InvoiceKind } from './invoice.kind';

const PRICE = { priceMinor: 1793, taxMinor: 299 };
const SOLD = { id: 'line', courseId: 'course', title: 'Yoga', listPriceMinor: 2390, ...PRICE };
const RATE = { country: 'AT', label: 'VAT', basisPoints: 2000, inclusive: true };
const LINE = invoiceLineOf(SOLD, RATE);

type Issued = Parameters<typeof creditedLines>[0][number];

const invoice: Issued = { kind: InvoiceKind.invoice, lines: [LINE] };
const noteOf = (lines: readonly InvoiceLine[], kind = InvoiceKind.creditNote): Issued => ({
  kind,
  lines,
});
const totals = (lines: readonly InvoiceLine[]) => ({
  gross: lines.reduce((sum, { grossMinor }) => sum + grossMinor, 0),
  tax: lines.reduce((sum, { taxMinor }) => sum + taxMinor, 0),
  net: lines.reduce((sum, { netMinor }) => sum + netMinor, 0),
});

/** Credits some amounts one after the other. */
function credited(amounts: readonly number[], taxes: readonly (number | undefined)[] = []) {
  const issued = [invoice];
  return amounts.map((amountMinor, index) => {
    const taxMinor = taxes[index];
    const more = taxMinor === undefined ? {} : { taxMinor };
    const lines = creditedLines(issued, [{ lineId: 'line', amountMinor, ...more }]);
    issued.push(noteOf(lines));
    return lines;
  });
}

describe('the lines of an invoice', () => {
  it.each([
    [true, { discountMinor: 597, netMinor: 1494, taxMinor: 299, grossMinor: 1793 }],
    [false, { discountMinor: 896, netMinor: 1494, taxMinor: 299, grossMinor: 1793 }],
  ])('compare with a list price that contains the tax: %s', (inclusive, amounts) => {
    expect(invoiceLineOf(SOLD, { ...RATE, inclusive })).toMatchObject(amounts);
  });
});

describe('the lines of credit notes', () => {
  it.each([
    [[1793]],
    [[1, 700, 1, 1, 999, 91]],
    [Array.from({ length: 1793 }, () => 1)],
    [[896, 897]],
  ])('add up to price and tax of the invoice: %j', (amounts) => {
    const lines = credited(amounts).flat();
    expect(totals(lines)).toEqual({ gross: 1793, tax: 299, net: 1494 });
    for (const { netMinor, taxMinor, grossMinor } of lines) {
      expect(netMinor + taxMinor).toBe(grossMinor);
      expect(Math.min(netMinor, taxMinor)).toBeGreaterThanOrEqual(0);
    }
  });

  it('say the tax that a refund states, as long as it is left', () => {
    const [first, second] = credited([600, 1193], [100, 199]);
    expect(first).toMatchObject([{ taxMinor: 100 }]);
    expect(second).toMatchObject([{ taxMinor: 199 }]);
    expect(credited([600, 1193], [100, 42])[1]).toMatchObject([{ taxMinor: 199 }]);
  });

  it('say a tax in proportion where none is stated', () => {
    const expected = taxInRefund(PRICE, { amountMinor: 0, taxMinor: 0 }, 700);
    expect(credited([700])[0]).toMatchObject([{ taxMinor: expected, grossMinor: 700 }]);
  });

  it('never credit more than was invoiced', () => {
    const lines = credited([1700, 1700, 1]);
    expect(lines.map((one) => totals(one).gross)).toEqual([1700, 93, 0]);
    expect(lines[2]).toEqual([]);
  });

  it('credit again what a debit note took back', () => {
    const first = creditedLines([invoice], [{ lineId: 'line', amountMinor: 1793 }]);
    const issued = [invoice, noteOf(first), noteOf(first, InvoiceKind.debitNote)];
    expect(creditedLines(issued, [{ lineId: 'line', amountMinor: 1793 }])).toEqual(first);
  });

  it('are of lines that were invoiced', () => {
    expect(() => creditedLines([invoice], [{ lineId: 'other', amountMinor: 1 }])).toThrow(
      'The line other is on no invoice',
    );
  });
});
