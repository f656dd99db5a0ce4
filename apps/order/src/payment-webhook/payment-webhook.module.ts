import { Module } from '@nestjs/common';
import { DisputeModule } from '../dispute/dispute.module';
import { PaymentModule } from '../payment/payment.module';
import { FindingModule } from '../finding/finding.module';
import { RefundModule } from '../refund/refund.module';
import { EventReports, PaymentEventHandler } from './payment-event-handler.service';
import { PaymentEventOutcomes } from './payment-event-outcomes.service';
import { PaymentEventJob } from './payment-event.job';
import { PaymentEventRepository } from './payment-event.repository';
import { PaymentWebhookController } from './payment-webhook.controller';
import { PaymentWebhookService } from './payment-webhook.service';

@Module({
  imports: [PaymentModule, RefundModule, DisputeModule, FindingModule],
  controllers: [PaymentWebhookController],
  providers: [
    PaymentWebhookService,
    PaymentEventJob,
    PaymentEventHandler,
    EventReports,
    PaymentEventOutcomes,
    PaymentEventRepository,
  ],
})
export class PaymentWebhookModule {}
