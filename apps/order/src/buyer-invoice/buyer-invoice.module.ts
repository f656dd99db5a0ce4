import { Module } from '@nestjs/common';
import { InvoiceController } from './invoice.controller';
import { InvoiceQueryService } from './invoice-query.service';
import { InvoiceRepository } from './invoice.repository';

@Module({
  controllers: [InvoiceController],
  providers: [InvoiceQueryService, InvoiceRepository],
})
export class BuyerInvoiceModule {}
