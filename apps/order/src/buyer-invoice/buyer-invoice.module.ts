import { Module } from '@nestjs/common';
import { DocumentsModule } from '@course-plateform/common/documents';
import { InvoiceController } from './invoice.controller';
import { InvoiceDocumentService } from './invoice-document.service';
import { InvoiceQueryService } from './invoice-query.service';
import { InvoiceRepository } from './invoice.repository';

@Module({
  imports: [DocumentsModule],
  controllers: [InvoiceController],
  providers: [InvoiceDocumentService, InvoiceQueryService, InvoiceRepository],
})
export class BuyerInvoiceModule {}
