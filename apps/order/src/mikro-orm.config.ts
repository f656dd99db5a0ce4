import { platformEntities } from '@course-plateform/common/service';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { migrations } from './migrations';
import { OrderLine } from './order/order-line.entity';
import { Order } from './order/order.entity';
import { BankReceipt } from './payment/bank-receipt.entity';
import { Payment } from './payment/payment.entity';
import { Quote } from './quote/quote.entity';
import { Transaction } from './transaction/transaction.entity';

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [...platformEntities, Quote, Order, OrderLine, Payment, BankReceipt, Transaction],
  migrations,
};
