import { Global, Module } from '@nestjs/common';
import { BuyerMailModule } from '../buyer-mail/buyer-mail.module';
import { CouponModule } from '../coupon/coupon.module';
import { LedgerModule } from '../ledger/ledger.module';
import { PayableOrders } from '../payment/payable-orders';
import { PaymentModule } from '../payment/payment.module';
import { PurchaseHistory } from '../quote/purchase-history';
import { QuoteModule } from '../quote/quote.module';
import { OrderController } from './order.controller';
import { OrderEligibility } from './order-eligibility.service';
import { OrderEventHandler } from './order.events';
import { OrderExpiryService } from './order-expiry.service';
import { OrderFactory } from './order.factory';
import { StoredPurchaseHistory } from './order-history.service';
import { OrderJobs } from './order.job';
import { OrderLedger } from './order-ledger.service';
import { OrderLifecycle } from './order-lifecycle.service';
import { OrderMetrics } from './order-metrics';
import { OrderPaymentController } from './order-payment.controller';
import { OrderPlacementService } from './order-placement.service';
import { OrderQueryService } from './order-query.service';
import { OrderReconciler } from './order-reconciler.service';
import { OrderRepository } from './order.repository';
import { OrderService } from './order.service';
import { StoredPayableOrders } from './payable-orders.service';
import { SoldLines } from './sold-lines.service';

// Global, so that payments and quotes find the orders behind their ports without knowing them.
@Global()
@Module({
  imports: [BuyerMailModule, CouponModule, QuoteModule, PaymentModule, LedgerModule],
  controllers: [OrderController, OrderPaymentController],
  providers: [
    OrderPlacementService,
    OrderService,
    OrderQueryService,
    OrderRepository,
    OrderEligibility,
    OrderFactory,
    OrderLifecycle,
    SoldLines,
    OrderLedger,
    OrderEventHandler,
    OrderExpiryService,
    OrderReconciler,
    OrderJobs,
    OrderMetrics,
    { provide: PayableOrders, useClass: StoredPayableOrders },
    { provide: PurchaseHistory, useClass: StoredPurchaseHistory },
  ],
  exports: [PayableOrders, PurchaseHistory, OrderLifecycle, OrderLedger],
})
export class OrderModule {}
