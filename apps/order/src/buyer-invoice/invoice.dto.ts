import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { Money } from '@course-plateform/common/kernel';
import {
  DateTimeField,
  EmailField,
  EnumField,
  IdField,
  ListField,
  MoneyDto,
  MoneyField,
  ObjectField,
  TextField,
  TextListField,
} from '@course-plateform/types/platform';
import { BillingAddressResponse } from '../billing-details/billing-details.dto';
import { TaxRateResponse } from '../tax/tax.dto';
import type { InvoiceLine, InvoiceSeller } from '../invoice/invoice-content';
import type { Invoice } from '../invoice/invoice.entity';
import { InvoiceKind } from '../invoice/invoice.kind';

const number = {
  max: 40,
  example: 'INV-2026-000001',
  description: 'Its number: the series, the year (UTC), and its place in both, without gaps',
} as const;

export class InvoiceListQuery extends CursorQuery {}

export class InvoiceReferenceResponse {
  @IdField()
  id!: string;

  @TextField(number)
  number!: string;
}

export class InvoiceSellerResponse implements InvoiceSeller {
  @TextField({ example: 'Course Plateform', description: 'Who sells' })
  name!: string;

  @TextListField({ example: ['1 Example Street', '10117 Berlin'], description: 'Line by line' })
  address!: string[];

  @TextField({
    nullable: true,
    max: 40,
    example: 'DE136695976',
    description: 'Its registration for VAT',
  })
  vatId!: string | null;

  @EmailField({ nullable: true, description: 'Where questions go', example: 'tax@example.com' })
  email!: string | null;
}

export class InvoiceLineResponse {
  @IdField({ description: 'The line of the order' })
  lineId!: string;

  @IdField({ description: 'The course' })
  courseId!: string;

  @TextField({ example: 'Complete Web Development', description: 'The title, as it was sold' })
  title!: string;

  @MoneyField({
    nullable: true,
    description:
      'The price before any reduction, with the tax where prices contain it; null on notes',
  })
  listPrice!: MoneyDto | null;

  @MoneyField({ nullable: true, description: 'What sale and coupon took off it; null on notes' })
  discount!: MoneyDto | null;

  @MoneyField({ description: 'Without tax' })
  net!: MoneyDto;

  @MoneyField({ description: 'What of the gross amount is tax; 0 without one' })
  tax!: MoneyDto;

  @MoneyField({ description: 'With tax' })
  gross!: MoneyDto;
}

export class InvoiceTaxResponse {
  @ObjectField(() => TaxRateResponse, { description: 'The rate, as it was when it was sold' })
  rate!: TaxRateResponse;

  @MoneyField({ description: 'What it is the tax of, without it' })
  net!: MoneyDto;

  @MoneyField({ description: 'What it adds to the net amount' })
  tax!: MoneyDto;
}

export class InvoiceSummaryResponse {
  @IdField()
  id!: string;

  @EnumField(InvoiceKind, 'InvoiceKind', { description: 'What the document says' })
  kind!: InvoiceKind;

  @TextField(number)
  number!: string;

  @IdField({ description: 'The order that it is about' })
  orderId!: string;

  @ObjectField(() => InvoiceReferenceResponse, {
    nullable: true,
    description: 'The document that it corrects; null for an invoice',
  })
  corrects!: InvoiceReferenceResponse | null;

  @MoneyField({ description: 'All lines without tax' })
  net!: MoneyDto;

  @MoneyField({ description: 'The tax of all lines' })
  tax!: MoneyDto;

  @MoneyField({ description: 'All lines with tax: paid, or credited' })
  total!: MoneyDto;

  @DateTimeField({ description: 'When it was issued' })
  issuedAt!: string;
}

export class InvoicePageResponse extends CursorPageOf(InvoiceSummaryResponse) {}

export class InvoiceResponse extends InvoiceSummaryResponse {
  @IdField({
    nullable: true,
    description: 'The refund of a credit note, or the one that a debit note takes back',
  })
  refundId!: string | null;

  @IdField({ nullable: true, description: 'The lost dispute of a credit note' })
  disputeId!: string | null;

  @ObjectField(() => InvoiceSellerResponse, { description: 'Who sells' })
  seller!: InvoiceSellerResponse;

  @ObjectField(() => BillingAddressResponse, {
    nullable: true,
    description: 'Your billing details as they were at the payment; null when none were saved',
  })
  buyer!: BillingAddressResponse | null;

  @ListField(() => InvoiceLineResponse, { minItems: 1, maxItems: 50, description: 'What it lists' })
  lines!: InvoiceLineResponse[];

  @ListField(() => InvoiceTaxResponse, {
    maxItems: 50,
    description: 'The taxes by rate; empty when there are none',
  })
  taxes!: InvoiceTaxResponse[];
}

export function toInvoiceSummaryResponse(invoice: Invoice): InvoiceSummaryResponse {
  const { id, kind, number: own, orderId, correctsId, correctsNumber } = invoice;
  const corrects =
    correctsId === null || correctsNumber === null
      ? null
      : { id: correctsId, number: correctsNumber };
  return {
    ...{ id, kind, number: own, orderId, corrects },
    net: invoice.net.toJSON(),
    tax: invoice.tax.toJSON(),
    total: invoice.total.toJSON(),
    issuedAt: invoice.issuedAt.toISOString(),
  };
}

export function toInvoiceResponse(invoice: Invoice): InvoiceResponse {
  const { refundId, disputeId, seller, buyer, lines, currency, taxRate: rate } = invoice;
  const net = invoice.net.toJSON();
  const tax = invoice.tax.toJSON();
  return {
    ...toInvoiceSummaryResponse(invoice),
    ...{ refundId, disputeId, buyer },
    seller: { ...seller, address: [...seller.address] },
    lines: lines.map((line) => toInvoiceLineResponse(line, currency)),
    taxes: rate === null ? [] : [{ rate, net, tax }],
  };
}

function toInvoiceLineResponse(line: InvoiceLine, currency: string): InvoiceLineResponse {
  const { lineId, courseId, title, listPriceMinor, discountMinor } = line;
  const money = (minor: number): MoneyDto => Money.of(minor, currency).toJSON();
  return {
    ...{ lineId, courseId, title },
    listPrice: listPriceMinor === null ? null : money(listPriceMinor),
    discount: discountMinor === null ? null : money(discountMinor),
    net: money(line.netMinor),
    tax: money(line.taxMinor),
    gross: money(line.grossMinor),
  };
}
