import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { OrderNotFound } from '../order/order.errors';
import {
  type InvoiceListQuery,
  type InvoicePageResponse,
  type InvoiceResponse,
  toInvoiceResponse,
  toInvoiceSummaryResponse,
} from './invoice.dto';
import type { Invoice } from '../invoice/invoice.entity';
import { InvoiceNotFound } from './invoice.errors';
import { InvoiceRepository } from './invoice.repository';

/** Reads invoices and notes, for their buyers alone. */
@Injectable()
export class InvoiceQueryService {
  constructor(
    private readonly invoices: InvoiceRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws InvoiceNotFound when it is absent or another user's */
  async find({ userId }: Caller, id: string): Promise<Invoice> {
    const invoice = await this.invoices.find(id, userId);
    if (!invoice) throw new InvoiceNotFound();
    return invoice;
  }

  /** @throws InvoiceNotFound when it is absent or another user's */
  async get(caller: Caller, id: string): Promise<InvoiceResponse> {
    return toInvoiceResponse(await this.find(caller, id));
  }

  /** @throws OrderNotFound when the order is absent or another user's */
  async list(
    { userId: buyerId }: Caller,
    orderId: string,
    query: InvoiceListQuery,
  ): Promise<InvoicePageResponse> {
    const filter = { orderId, buyerId };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.invoices.page(filter, query.limit, after);
    const isKnown = page.items.length > 0 || (await this.invoices.isOrderOf(orderId, buyerId));
    if (!isKnown) throw new OrderNotFound();
    return this.cursors.toPage(page, query, filter, toInvoiceSummaryResponse);
  }
}
