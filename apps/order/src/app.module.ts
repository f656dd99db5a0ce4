import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { OrderSettings } from './env';
import { database } from './mikro-orm.config';
import { OrderModule } from './order/order.module';
import { PaymentModule } from './payment/payment.module';
import { QuoteModule } from './quote/quote.module';
import { TransactionModule } from './transaction/transaction.module';

@Module({ imports: [QuoteModule, OrderModule, PaymentModule, TransactionModule] })
export class AppModule {}

export const service = defineService({ settings: OrderSettings, database, module: AppModule });
