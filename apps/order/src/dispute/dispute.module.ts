import { Module } from '@nestjs/common';
import { BuyerMailModule } from '../buyer-mail/buyer-mail.module';
import { InvoiceModule } from '../invoice/invoice.module';
import { LedgerModule } from '../ledger/ledger.module';
import { PaymentModule } from '../payment/payment.module';
import { DisputeBooks } from './dispute-books.service';
import { DisputeController } from './dispute.controller';
import { DisputeEvidencePack } from './dispute-evidence.service';
import { DisputeMetrics } from './dispute-metrics';
import { DisputeQueryService } from './dispute-query.service';
import { DisputeReports } from './dispute-reports.service';
import { DisputeRepository } from './dispute.repository';
import { DisputeSettlement } from './dispute-settlement.service';
import { DisputeSubmissionService, DisputeWork } from './dispute-submission.service';

@Module({
  imports: [BuyerMailModule, InvoiceModule, LedgerModule, PaymentModule],
  controllers: [DisputeController],
  providers: [
    DisputeQueryService,
    DisputeRepository,
    DisputeSettlement,
    DisputeBooks,
    DisputeReports,
    DisputeEvidencePack,
    DisputeSubmissionService,
    DisputeWork,
    DisputeMetrics,
  ],
  exports: [DisputeReports],
})
export class DisputeModule {}
