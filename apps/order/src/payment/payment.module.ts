import { Module } from '@nestjs/common';
import { BuyerMailModule } from '../buyer-mail/buyer-mail.module';
import { InvoiceModule } from '../invoice/invoice.module';
import { LedgerModule } from '../ledger/ledger.module';
import { PaymentProvidersModule } from '../payment-providers/payment-providers.module';
import { OrderPayments } from './order-payments.service';
import { PaymentAttempts } from './payment-attempts.service';
import { PaymentBooks } from './payment-books.service';
import { PaymentMethodController } from './payment-method.controller';
import { PaymentCheckJob } from './payment-check.job';
import { PaymentChecks } from './payment-check.service';
import { PaymentCheckSchedule } from './payment-check-schedule.service';
import { PaymentOpening } from './payment-opening.service';
import { PaymentReports } from './payment-reports.service';
import { PaymentReviews } from './payment-reviews.service';
import { PaymentRepository } from './payment.repository';
import { PaymentService } from './payment.service';
import { ProviderFeeJob } from './provider-fee.job';
import { ProviderFees } from './provider-fee.service';
import { Settlement } from './settlement.service';
import { SoonChecked } from './soon-checked';

@Module({
  imports: [PaymentProvidersModule, BuyerMailModule, InvoiceModule, LedgerModule],
  controllers: [PaymentMethodController],
  providers: [
    PaymentService,
    PaymentOpening,
    PaymentRepository,
    PaymentReports,
    PaymentAttempts,
    PaymentBooks,
    PaymentReviews,
    PaymentChecks,
    PaymentCheckSchedule,
    PaymentCheckJob,
    SoonChecked,
    OrderPayments,
    ProviderFees,
    ProviderFeeJob,
    Settlement,
  ],
  exports: [
    PaymentService,
    PaymentRepository,
    PaymentReports,
    PaymentReviews,
    OrderPayments,
    Settlement,
    PaymentProvidersModule,
  ],
})
export class PaymentModule {}
