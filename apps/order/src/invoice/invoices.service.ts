import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { OrderSettings } from '../env';
import { type CreditedLine, creditedLines } from './credited-lines';
import { type InvoicedOrder, type InvoiceSeller, invoiceLineOf } from './invoice-content';
import { Invoice } from './invoice.entity';
import { InvoiceKind } from './invoice.kind';

/** What a credit note is about. */
export interface CreditCause {
  readonly refundId?: string;
  readonly disputeId?: string;
}

/** Issues invoices and what corrects them, in the unit of work in which the money moves. The caller has locked the order. */
@Injectable()
export class Invoices {
  constructor(
    private readonly settings: OrderSettings,
    private readonly clock: Clock,
  ) {}

  /** An order was paid. */
  issue(em: EntityManager, order: InvoicedOrder): void {
    const lines = Array.from(order.lines, (line) => invoiceLineOf(line, order.taxRate));
    const buyer = order.billingDetails;
    em.persist(new Invoice({ ...this.head(InvoiceKind.invoice), order, buyer, lines }));
  }

  /**
   * Money for lines of an order went back. An order that was paid before there were invoices gets no credit note.
   * @param returned what went back of each line, and the tax in it, in minor units
   */
  async credit(
    em: EntityManager,
    orderId: string,
    cause: CreditCause,
    returned: readonly CreditedLine[],
  ): Promise<void> {
    const issued = await em.find(Invoice, { orderId });
    const invoice = issued.find(({ kind }) => kind === InvoiceKind.invoice);
    if (!invoice) return;
    const lines = creditedLines(issued, returned);
    if (lines.length > 0) this.correct(em, InvoiceKind.creditNote, invoice, { ...cause, lines });
  }

  /** A refund did not reach the buyer after all: what its credit note says no longer holds. */
  async takeBack(em: EntityManager, refundId: string): Promise<void> {
    const note = await em.findOne(Invoice, { refundId, kind: InvoiceKind.creditNote });
    if (note) this.correct(em, InvoiceKind.debitNote, note, { refundId, lines: note.lines });
  }

  private correct(
    em: EntityManager,
    kind: InvoiceKind,
    corrected: Invoice,
    more: CreditCause & Pick<Invoice, 'lines'>,
  ): void {
    const { id, number, orderId, buyerId, currency, taxRate, buyer } = corrected;
    const order = { id: orderId, buyerId, currency, taxRate };
    const corrects = { id, number };
    em.persist(new Invoice({ ...this.head(kind), order, buyer, corrects, ...more }));
  }

  private head(kind: InvoiceKind) {
    const { invoiceSeries, creditNoteSeries, debitNoteSeries } = this.settings;
    const issuedAt = this.clock.now();
    const series = {
      [InvoiceKind.invoice]: invoiceSeries,
      [InvoiceKind.creditNote]: creditNoteSeries,
      [InvoiceKind.debitNote]: debitNoteSeries,
    }[kind];
    return { kind, series, year: issuedAt.getUTCFullYear(), seller: this.seller, issuedAt };
  }

  private get seller(): InvoiceSeller {
    const { sellerName: name, sellerAddress, sellerVatId, sellerEmail } = this.settings;
    const address = sellerAddress.split(';').map((line) => line.trim());
    return { name, address, vatId: sellerVatId ?? null, email: sellerEmail ?? null };
  }
}
