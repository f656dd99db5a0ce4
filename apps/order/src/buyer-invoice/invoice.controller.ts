import { hash } from 'node:crypto';
import { Controller, Get, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { DocumentBusy } from '@course-plateform/common/documents';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { OrderNotFound } from '../order/order.errors';
import { InvoiceListQuery, InvoicePageResponse, InvoiceResponse } from './invoice.dto';
import { InvoiceNotFound } from './invoice.errors';
import { InvoiceDocumentService } from './invoice-document.service';
import { InvoiceQueryService } from './invoice-query.service';

const PDF = 'application/pdf';

@ApiTags('invoices')
@TagDescription('Invoices of paid orders, credit notes of what went back, and debit notes')
@Controller()
export class InvoiceController {
  constructor(
    private readonly queries: InvoiceQueryService,
    private readonly documents: InvoiceDocumentService,
  ) {}

  @Get('orders/:id/invoices')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'List the invoices of an order',
    description:
      'Its invoice, and the credit and debit notes about it, oldest first. It is empty until the order is paid, and for an order that costs nothing.',
    response: InvoicePageResponse,
    errors: [OrderNotFound],
  })
  listOrderInvoices(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Query() query: InvoiceListQuery,
  ): Promise<InvoicePageResponse> {
    return this.queries.list(caller, id, query);
  }

  @Get('invoices/:id')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'Get one of your invoices',
    description:
      'With everything that the document says. It never changes: what goes back is on a credit note of its own.',
    response: InvoiceResponse,
    errors: [InvoiceNotFound],
  })
  getInvoice(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<InvoiceResponse> {
    return this.queries.get(caller, id);
  }

  @Get('invoices/:id/document')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'Download an invoice as PDF',
    description:
      'In your language (`Accept-Language`). The file is made to be kept (PDF/A-2a) and to be read by screen readers (PDF/UA-1).',
    responseType: PDF,
    errors: [InvoiceNotFound, DocumentBusy],
  })
  async getInvoiceDocument(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { name, content } = await this.documents.write(caller, id);
    await reply
      .header('content-disposition', `attachment; filename="${name}.pdf"`)
      .header('etag', `"${hash('sha1', content, 'base64url')}"`)
      .type(PDF)
      .send(content);
  }
}
