import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { MailModule } from '@course-plateform/common/mail';
import { BankReceiptModule } from './bank-receipt/bank-receipt.module';
import { BuyerInvoiceModule } from './buyer-invoice/buyer-invoice.module';
import { AccountRecipients } from './buyer-mail/account-recipients.service';
import { BillingDetailsModule } from './billing-details/billing-details.module';
import { CouponModule } from './coupon/coupon.module';
import { EarningModule } from './earning/earning.module';
import { DisputeModule } from './dispute/dispute.module';
import { OrderSettings } from './env';
import { LedgerModule } from './ledger/ledger.module';
import { LedgerCatchUpModule } from './ledger-catch-up/ledger-catch-up.module';
import { database } from './mikro-orm.config';
import { OrderModule } from './order/order.module';
import { PaymentReviewModule } from './payment-review/payment-review.module';
import { PayoutModule } from './payout/payout.module';
import { PaymentWebhookModule } from './payment-webhook/payment-webhook.module';
import { QuoteModule } from './quote/quote.module';
import { ReconciliationModule } from './reconciliation/reconciliation.module';
import { RefundModule } from './refund/refund.module';
import { TransactionModule } from './transaction/transaction.module';

@Module({
  imports: [
    MailModule.forRoot(OrderSettings, AccountRecipients),
    CouponModule,
    QuoteModule,
    OrderModule,
    BillingDetailsModule,
    BuyerInvoiceModule,
    BankReceiptModule,
    PaymentReviewModule,
    PaymentWebhookModule,
    RefundModule,
    DisputeModule,
    ReconciliationModule,
    TransactionModule,
    LedgerModule,
    LedgerCatchUpModule,
    EarningModule,
    PayoutModule,
  ],
})
export class AppModule {}

export const service = defineService({ settings: OrderSettings, database, module: AppModule });
