import { Module } from '@nestjs/common';
import { PaymentModule } from '../payment/payment.module';
import { RefundModule } from '../refund/refund.module';
import { MoneyUse } from './money-use.service';
import { PaymentReviewController } from './payment-review.controller';
import { PaymentReviewJob } from './payment-review.job';
import { PaymentReviewQueryService } from './payment-review-query.service';
import { PaymentReviewRepository } from './payment-review.repository';
import { PaymentReviewService } from './payment-review.service';

@Module({
  imports: [PaymentModule, RefundModule],
  controllers: [PaymentReviewController],
  providers: [
    PaymentReviewService,
    PaymentReviewQueryService,
    PaymentReviewRepository,
    PaymentReviewJob,
    MoneyUse,
  ],
})
export class PaymentReviewModule {}
