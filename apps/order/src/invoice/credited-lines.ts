import { taxInRefund } from '../tax/tax-plan';
import type { InvoiceLine } from './invoice-content';
import type { Invoice } from './invoice.entity';
import { InvoiceKind } from './invoice.kind';

/** Money for a line that went back. */
export interface CreditedLine {
  readonly lineId: string;
  readonly amountMinor: number;
  /** The tax in it; in proportion to the price when left out. */
  readonly taxMinor?: number;
}

/** What of an invoiced line was credited, less what was taken back. */
interface Credited {
  readonly amountMinor: number;
  readonly taxMinor: number;
}

/**
 * The lines of a credit note. Together with the notes before, no more of a line is credited than was invoiced, and with
 * the last of its price all of its tax is.
 * @param issued the invoice of the order, and all notes about it
 */
export function creditedLines(
  issued: readonly Pick<Invoice, 'kind' | 'lines'>[],
  returned: readonly CreditedLine[],
): InvoiceLine[] {
  const invoice = issued.find(({ kind }) => kind === InvoiceKind.invoice);
  return returned.flatMap((credit) => {
    const line = invoice?.lines.find(({ lineId }) => lineId === credit.lineId);
    if (!line) throw new Error(`The line ${credit.lineId} is on no invoice`);
    const before = creditedBefore(issued, credit.lineId);
    const grossMinor = Math.min(credit.amountMinor, line.grossMinor - before.amountMinor);
    if (grossMinor <= 0) return [];
    const taxMinor = taxOf(line, before, { ...credit, amountMinor: grossMinor });
    const { lineId, courseId, title } = line;
    const amounts = { netMinor: grossMinor - taxMinor, taxMinor, grossMinor };
    return { lineId, courseId, title, listPriceMinor: null, discountMinor: null, ...amounts };
  });
}

function creditedBefore(
  issued: readonly Pick<Invoice, 'kind' | 'lines'>[],
  lineId: string,
): Credited {
  const notes = issued.filter(({ kind }) => kind !== InvoiceKind.invoice);
  return notes.reduce(
    (sum, { kind, lines }) => {
      const line = lines.find((one) => one.lineId === lineId);
      const sign = kind === InvoiceKind.creditNote ? 1 : -1;
      return {
        amountMinor: sum.amountMinor + sign * (line?.grossMinor ?? 0),
        taxMinor: sum.taxMinor + sign * (line?.taxMinor ?? 0),
      };
    },
    { amountMinor: 0, taxMinor: 0 },
  );
}

function taxOf(line: InvoiceLine, before: Credited, credit: CreditedLine): number {
  const { amountMinor } = credit;
  const price = { priceMinor: line.grossMinor, taxMinor: line.taxMinor };
  const taxMinor = credit.taxMinor ?? taxInRefund(price, before, amountMinor);
  const left = line.taxMinor - before.taxMinor;
  const netLeft = line.netMinor - (before.amountMinor - before.taxMinor);
  return Math.min(Math.max(taxMinor, amountMinor - netLeft), left, amountMinor);
}
