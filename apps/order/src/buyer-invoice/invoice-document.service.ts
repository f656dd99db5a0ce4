import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { DocumentRenderer } from '@course-plateform/common/documents';
import { currentLocale } from '@course-plateform/common/i18n';
import { InvoiceQueryService } from './invoice-query.service';
import { invoiceSheet } from './invoice-sheet';
import { INVOICE_TEMPLATE } from './invoice-template';

/** A document as a file. */
export interface InvoiceFile {
  /** Without the ending. */
  readonly name: string;
  readonly content: Buffer;
}

/** Writes invoices and notes as PDF, in the language of the request. */
@Injectable()
export class InvoiceDocumentService {
  constructor(
    private readonly queries: InvoiceQueryService,
    private readonly documents: DocumentRenderer,
  ) {}

  /** @throws InvoiceNotFound when it is absent or another user's; DocumentBusy */
  async write(caller: Caller, id: string): Promise<InvoiceFile> {
    const invoice = await this.queries.find(caller, id);
    const locale = currentLocale();
    const { title, ...data } = invoiceSheet(invoice, locale);
    const document = { template: INVOICE_TEMPLATE, data, title, locale, date: invoice.issuedAt };
    return { name: invoice.number, content: await this.documents.render(document) };
  }
}
