import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { OrderNotFound } from '../order/order.errors';
import { InvoiceListQuery, InvoicePageResponse, InvoiceResponse } from './invoice.dto';
import { InvoiceNotFound } from './invoice.errors';
import { InvoiceQueryService } from './invoice-query.service';

@ApiTags('invoices')
@TagDescription('Invoices of paid orders, credit notes of what went back, and debit notes')
@Controller()
export class InvoiceController {
  constructor(private readonly queries: InvoiceQueryService) {}

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
}
