import { Module } from '@nestjs/common';
import { OrderModule } from '../order/order.module';
import { BankTransferController } from './bank-transfer.controller';
import { BankTransferQueryService } from './bank-transfer-query.service';
import { BankTransferService } from './bank-transfer.service';
import { BankTransferStrategy } from './bank-transfer.strategy';
import { PaymentController } from './payment.controller';
import { PaymentMethodRegistry } from './payment-method.registry';
import { PaymentRepository } from './payment.repository';
import { PaymentService } from './payment.service';
import { PAYMENT_STRATEGIES, type PaymentStrategy } from './payment.strategy';

@Module({
  imports: [OrderModule],
  controllers: [PaymentController, BankTransferController],
  providers: [
    PaymentService,
    PaymentRepository,
    PaymentMethodRegistry,
    BankTransferService,
    BankTransferQueryService,
    BankTransferStrategy,
    {
      provide: PAYMENT_STRATEGIES,
      inject: [BankTransferStrategy],
      useFactory: (...strategies: PaymentStrategy[]) => strategies,
    },
  ],
})
export class PaymentModule {}
