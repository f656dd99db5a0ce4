import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { BankReceiptModule } from './bank-receipt/bank-receipt.module';
import { OrderSettings } from './env';
import { database } from './mikro-orm.config';
import { OrderModule } from './order/order.module';
import { QuoteModule } from './quote/quote.module';
import { TransactionModule } from './transaction/transaction.module';

@Module({ imports: [QuoteModule, OrderModule, BankReceiptModule, TransactionModule] })
export class AppModule {}

export const service = defineService({ settings: OrderSettings, database, module: AppModule });
