import { Global, Module } from '@nestjs/common';
import { PayableOrders } from '../payment/payable-orders';
import { PaymentModule } from '../payment/payment.module';
import { QuoteModule } from '../quote/quote.module';
import { OrderController } from './order.controller';
import { OrderEligibility } from './order-eligibility.service';
import { OrderEventHandler } from './order.events';
import { OrderExpiryService } from './order-expiry.service';
import { OrderFactory } from './order.factory';
import { OrderJobs } from './order.job';
import { OrderLifecycle } from './order-lifecycle.service';
import { OrderMetrics } from './order-metrics';
import { OrderPaymentController } from './order-payment.controller';
import { OrderPlacementService } from './order-placement.service';
import { OrderQueryService } from './order-query.service';
import { OrderReconciler } from './order-reconciler.service';
import { OrderRepository } from './order.repository';
import { OrderService } from './order.service';
import { StoredPayableOrders } from './payable-orders.service';

// Global, so that payments find the orders behind their port without knowing them.
@Global()
@Module({
  imports: [QuoteModule, PaymentModule],
  controllers: [OrderController, OrderPaymentController],
  providers: [
    OrderPlacementService,
    OrderService,
    OrderQueryService,
    OrderRepository,
    OrderEligibility,
    OrderFactory,
    OrderLifecycle,
    OrderEventHandler,
    OrderExpiryService,
    OrderReconciler,
    OrderJobs,
    OrderMetrics,
    { provide: PayableOrders, useClass: StoredPayableOrders },
  ],
  exports: [PayableOrders],
})
export class OrderModule {}
