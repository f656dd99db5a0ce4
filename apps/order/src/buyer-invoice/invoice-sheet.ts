import { type Locale, formatMoney, translate } from '@course-plateform/common/i18n';
import { Money, type MessageDescriptor } from '@course-plateform/common/kernel';
import type { BillingAddress } from '../billing-details/billing-details.entity';
import type { InvoiceLine } from '../invoice/invoice-content';
import type { Invoice } from '../invoice/invoice.entity';
import { InvoiceKind } from '../invoice/invoice.kind';
import { TEXTS } from './invoice-texts';

/** A label with an amount, as they are printed. */
interface LabeledAmount {
  readonly label: string;
  readonly amount: string;
}

/** What is printed of a document, in the language of its reader: the data of `INVOICE_TEMPLATE`. */
export interface InvoiceSheet {
  readonly title: string;
  readonly labels: readonly (readonly [label: string, value: string])[];
  readonly parties: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly head: readonly string[];
  readonly rows: readonly { readonly title: string; readonly amounts: readonly string[] }[];
  readonly sums: readonly LabeledAmount[];
  readonly total: LabeledAmount;
  readonly closing: string;
}

export function invoiceSheet(invoice: Invoice, locale: Locale): InvoiceSheet {
  const say = (message: MessageDescriptor): string => translate(message, {}, locale);
  const money = (minor: number): string =>
    formatMoney(Money.of(minor, invoice.currency).toJSON(), locale);
  const isInvoice = invoice.kind === InvoiceKind.invoice;
  const head = [
    ...[TEXTS.course, ...(isInvoice ? [TEXTS.listPrice, TEXTS.discount] : [])],
    ...[TEXTS.net, TEXTS.tax, TEXTS.gross],
  ];
  return {
    title: `${say(TEXTS.kind[invoice.kind])} ${invoice.number}`,
    labels: labelsOf(invoice, locale, say),
    parties: partiesOf(invoice, locale, say),
    head: head.map(say),
    rows: invoice.lines.map((line) => ({
      title: line.title,
      amounts: amountsOf(line).map(money),
    })),
    sums: sumsOf(invoice, locale, say),
    total: { label: say(TEXTS.total), amount: money(invoice.totalMinor) },
    closing: say(TEXTS.closing[invoice.kind]),
  };
}

type Say = (message: MessageDescriptor) => string;

function labelsOf(invoice: Invoice, locale: Locale, say: Say): [string, string][] {
  const { number, correctsNumber, orderId, issuedAt } = invoice;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  return [
    [say(TEXTS.number), number],
    [say(TEXTS.date), date.format(issuedAt)],
    [say(TEXTS.order), orderId],
    ...(correctsNumber === null
      ? []
      : [[say(TEXTS.corrects), correctsNumber] satisfies [string, string]]),
  ];
}

function partiesOf({ seller, buyer }: Invoice, locale: Locale, say: Say) {
  const vatOf = (vatId: string | null) => (vatId === null ? [] : [`${say(TEXTS.vatId)} ${vatId}`]);
  const { name, address, vatId, email } = seller;
  const lines = [name, ...address, ...vatOf(vatId), ...(email === null ? [] : [email])];
  return [
    { heading: say(TEXTS.seller), lines },
    ...(buyer === null
      ? []
      : [
          {
            heading: say(TEXTS.buyer),
            lines: [...linesOf(buyer, locale), ...vatOf(buyer.vatId)],
          },
        ]),
  ];
}

/** An address as it is written on a letter: the order of its lines is that of most countries. */
function linesOf(address: BillingAddress, locale: Locale): string[] {
  const { name, company, line1, line2, city, postalCode, region, country } = address;
  const place = [postalCode, city].filter((part) => part !== null).join(' ');
  const countryName = new Intl.DisplayNames(locale, { type: 'region' }).of(country) ?? country;
  const lines = [company, name, line1, line2, place, region === city ? null : region, countryName];
  return lines.filter((line) => line !== null);
}

function amountsOf({ listPriceMinor, discountMinor, ...line }: InvoiceLine): number[] {
  const before = [listPriceMinor, discountMinor].filter((minor) => minor !== null);
  return [...before, line.netMinor, line.taxMinor, line.grossMinor];
}

function sumsOf(invoice: Invoice, locale: Locale, say: Say): LabeledAmount[] {
  const { taxRate, netMinor, taxMinor, currency } = invoice;
  const money = (minor: number): string => formatMoney(Money.of(minor, currency).toJSON(), locale);
  const net = { label: say(TEXTS.net), amount: money(netMinor) };
  if (taxRate === null) return [net];
  const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 2 });
  const rate = percent.format(taxRate.basisPoints / 10_000);
  return [net, { label: `${taxRate.label} ${rate}`, amount: money(taxMinor) }];
}
