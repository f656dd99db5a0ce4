import { ManyToOne } from '@mikro-orm/decorators/legacy';
import { platformEntities } from '@course-plateform/common/service';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { BankReceipt } from './bank-receipt/bank-receipt.entity';
import { migrations } from './migrations';
import { OrderLine } from './order/order-line.entity';
import { Order } from './order/order.entity';
import { Payment } from './payment/payment.entity';
import { Quote } from './quote/quote.entity';
import { Transaction } from './transaction/transaction.entity';

// Foreign keys to what the feature itself does not know: an order knows its payments, and they know only its id.
ManyToOne({ entity: () => Order })(Payment.prototype, 'orderId');
ManyToOne({ entity: () => Payment })(Transaction.prototype, 'paymentId');

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [...platformEntities, Quote, Order, OrderLine, Payment, BankReceipt, Transaction],
  migrations,
};
