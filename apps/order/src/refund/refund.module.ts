import { Module } from '@nestjs/common';
import { BuyerMailModule } from '../buyer-mail/buyer-mail.module';
import { InvoiceModule } from '../invoice/invoice.module';
import { LedgerModule } from '../ledger/ledger.module';
import { PaymentModule } from '../payment/payment.module';
import { RefundBooks } from './refund-books.service';
import { RefundController } from './refund.controller';
import { RefundDecisionService } from './refund-decision.service';
import { RefundEligibility } from './refund-eligibility.service';
import { RefundJob } from './refund.job';
import { RefundableLines } from './refundable-lines';
import { RefundOpening } from './refund-opening.service';
import { RefundQueryService } from './refund-query.service';
import { RefundReports } from './refund-reports.service';
import { RefundRepository } from './refund.repository';
import { RefundRequestController } from './refund-request.controller';
import { RefundRequestService } from './refund-request.service';
import { RefundSender } from './refund-sender.service';
import { RefundService } from './refund.service';
import { RefundSettlement } from './refund-settlement.service';
import { RefundVerdicts } from './refund-verdicts.service';
import { UnusedMoney } from './unused-money.service';

@Module({
  imports: [PaymentModule, BuyerMailModule, InvoiceModule, LedgerModule],
  controllers: [RefundRequestController, RefundController],
  providers: [
    RefundEligibility,
    RefundRequestService,
    RefundDecisionService,
    RefundableLines,
    RefundService,
    RefundQueryService,
    RefundBooks,
    RefundOpening,
    RefundSettlement,
    RefundVerdicts,
    RefundSender,
    RefundJob,
    RefundReports,
    RefundRepository,
    UnusedMoney,
  ],
  exports: [RefundReports, UnusedMoney, RefundOpening, RefundSettlement, RefundRepository],
})
export class RefundModule {}
