import type { BillingAddress } from '../billing-details/billing-details.entity';
import type { TaxRate } from '../tax/tax-rate';
import type { InvoiceKind } from './invoice.kind';

/** Who sells. */
export interface InvoiceSeller {
  readonly name: string;
  readonly address: readonly string[];
  readonly vatId: string | null;
  readonly email: string | null;
}

/** A course on a document; amounts are in minor units and never negative, whatever the document says of them. */
export interface InvoiceLine {
  readonly lineId: string;
  readonly courseId: string;
  readonly title: string;
  /** Before any reduction, as the course had it: with the tax where prices contain it. Null on notes. */
  readonly listPriceMinor: number | null;
  /** What sale and coupon took off it; null on notes. */
  readonly discountMinor: number | null;
  readonly netMinor: number;
  readonly taxMinor: number;
  readonly grossMinor: number;
}

/** An order as invoices see it. */
export interface InvoicedOrder {
  readonly id: string;
  readonly buyerId: string;
  readonly currency: string;
  readonly taxRate: TaxRate | null;
  readonly lines: Iterable<InvoicedLine>;
  /** What the buyer wants on invoices, as it is now. */
  readonly billingDetails: BillingAddress | null;
}

/** A line of an order as invoices see it. */
export interface InvoicedLine {
  readonly id: string;
  readonly courseId: string;
  readonly title: string;
  readonly listPriceMinor: number;
  readonly priceMinor: number;
  readonly taxMinor: number;
}

/** The numbers of a series are counted by year. */
export interface InvoiceSeries {
  readonly series: string;
  readonly year: number;
}

/** Everything of a document but its number. */
export interface InvoiceDraft extends InvoiceSeries {
  readonly kind: InvoiceKind;
  readonly order: Pick<InvoicedOrder, 'id' | 'buyerId' | 'currency' | 'taxRate'>;
  readonly seller: InvoiceSeller;
  readonly buyer: BillingAddress | null;
  readonly lines: readonly InvoiceLine[];
  /** The document that it corrects. */
  readonly corrects?: { readonly id: string; readonly number: string };
  /** The refund, or the dispute, that it is about. */
  readonly refundId?: string | undefined;
  readonly disputeId?: string | undefined;
  readonly issuedAt: Date;
}

/** A line of an invoice, from the line of an order that was paid. */
export function invoiceLineOf(line: InvoicedLine, taxRate: TaxRate | null): InvoiceLine {
  const { id: lineId, courseId, title, listPriceMinor, priceMinor, taxMinor } = line;
  const netMinor = priceMinor - taxMinor;
  // The list price contains the tax where prices do.
  const comparable = taxRate?.inclusive === true ? priceMinor : netMinor;
  const discountMinor = listPriceMinor - comparable;
  const amounts = { listPriceMinor, discountMinor, netMinor, taxMinor, grossMinor: priceMinor };
  return { lineId, courseId, title, ...amounts };
}
