export {
  DisputeClosed,
  DisputeOpened,
  DisputeOutcome,
  DisputedLine,
  disputeClosed,
  disputeOpened,
} from './dispute.events';
export {
  OrderEventLine,
  OrderEvent,
  OrderLineRefunded,
  OrderLineRevoked,
  orderCancelled,
  orderCreated,
  orderExpired,
  orderFulfilled,
  orderLineRefunded,
  orderLineRevoked,
  orderPaid,
} from './order.events';
export { PaymentReviewOutcome, PaymentReviewed, paymentReviewed } from './payment.events';
