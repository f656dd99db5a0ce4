import { Module } from '@nestjs/common';
import { QuoteModule } from '../quote/quote.module';
import { OrderController } from './order.controller';
import { OrderEligibility } from './order-eligibility.service';
import { OrderEventHandler } from './order.events';
import { OrderExpiryService } from './order-expiry.service';
import { OrderFactory } from './order.factory';
import { OrderJobs } from './order.job';
import { OrderLifecycle } from './order-lifecycle.service';
import { OrderMetrics } from './order-metrics';
import { OrderPlacementService } from './order-placement.service';
import { OrderQueryService } from './order-query.service';
import { OrderReconciler } from './order-reconciler.service';
import { OrderRepository } from './order.repository';
import { OrderService } from './order.service';

@Module({
  imports: [QuoteModule],
  controllers: [OrderController],
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
  ],
  exports: [OrderLifecycle, OrderEligibility],
})
export class OrderModule {}
