import { ManyToOne } from '@mikro-orm/decorators/legacy';
import { mailEntities } from '@course-plateform/common/mail';
import { platformEntities } from '@course-plateform/common/service';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { BankReceipt } from './bank-receipt/bank-receipt.entity';
import { BillingDetails } from './billing-details/billing-details.entity';
import { CouponBuyer } from './coupon/coupon-buyer.entity';
import { CouponQuota } from './coupon/coupon-quota.entity';
import { CouponUse } from './coupon/coupon-use.entity';
import { Coupon } from './coupon/coupon.entity';
import { InvoiceCounter } from './invoice/invoice-counter.entity';
import { Invoice } from './invoice/invoice.entity';
import { LedgerEntry } from './ledger/ledger-entry.entity';
import { LedgerMonth } from './ledger/ledger-month.entity';
import { LedgerTotal } from './ledger/ledger-total.entity';
import { LedgerTransaction } from './ledger/ledger-transaction.entity';
import { migrations } from './migrations';
import { OrderLine } from './order/order-line.entity';
import { Order } from './order/order.entity';
import { Dispute } from './payment/dispute.entity';
import { PaymentReview } from './payment/payment-review.entity';
import { Payment } from './payment/payment.entity';
import { PaymentEvent } from './payment-webhook/payment-event.entity';
import { StripeCustomer } from './payment-providers/stripe/stripe-customer.entity';
import { PendingFee } from './payment/pending-fee.entity';
import { EarningStatement } from './earning/earning-statement.entity';
import { PayoutRun } from './payout/payout-run.entity';
import { Payout } from './payout/payout.entity';
import { Quote } from './quote/quote.entity';
import { ReconciliationFinding } from './finding/finding.entity';
import { RefundRequest } from './refund/refund-request.entity';
import { Refund } from './refund/refund.entity';
import { Transaction } from './transaction/transaction.entity';

// Foreign keys to what the feature itself does not know: an order knows its payments, and they know only its id.
ManyToOne({ entity: () => Order })(Payment.prototype, 'orderId');
ManyToOne({ entity: () => Order })(CouponUse.prototype, 'orderId');
ManyToOne({ entity: () => Order })(Invoice.prototype, 'orderId');
ManyToOne({ entity: () => Refund })(Invoice.prototype, 'refundId');
ManyToOne({ entity: () => Dispute })(Invoice.prototype, 'disputeId');
ManyToOne({ entity: () => Payment })(Transaction.prototype, 'paymentId');

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [
    ...platformEntities,
    ...mailEntities,
    Coupon,
    CouponUse,
    CouponBuyer,
    CouponQuota,
    Quote,
    Order,
    OrderLine,
    Payment,
    PaymentReview,
    Dispute,
    BankReceipt,
    PaymentEvent,
    StripeCustomer,
    Transaction,
    RefundRequest,
    Refund,
    ReconciliationFinding,
    BillingDetails,
    Invoice,
    InvoiceCounter,
    LedgerTransaction,
    LedgerEntry,
    LedgerMonth,
    LedgerTotal,
    PendingFee,
    EarningStatement,
    PayoutRun,
    Payout,
  ],
  migrations,
};
