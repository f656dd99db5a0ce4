export {
  OrderEventLine,
  OrderFact,
  orderCancelled,
  orderCreated,
  orderExpired,
  orderFulfilled,
  orderPaid,
} from './order.events';
