import { Module } from '@nestjs/common';
import { PaymentProvidersModule } from '../payment-providers/payment-providers.module';
import { OrderPayments } from './order-payments.service';
import { PaymentMethodController } from './payment-method.controller';
import { PaymentRepository } from './payment.repository';
import { PaymentService } from './payment.service';
import { Settlement } from './settlement.service';

@Module({
  imports: [PaymentProvidersModule],
  controllers: [PaymentMethodController],
  providers: [PaymentService, PaymentRepository, OrderPayments, Settlement],
  exports: [PaymentService, PaymentRepository, OrderPayments, Settlement, PaymentProvidersModule],
})
export class PaymentModule {}
