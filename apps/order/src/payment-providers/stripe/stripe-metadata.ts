import type { Stripe } from './stripe-package';

/** The metadata by which a payment at Stripe names ours. */
export const PAYMENT_KEY = 'payment_key';
/** The metadata by which it names the order. */
export const ORDER = 'order_id';

/** The key of our payment in the metadata of an object, if it has one. */
export function keyIn(metadata: Stripe.Metadata | null): { key?: string } {
  const key = metadata?.[PAYMENT_KEY];
  return key === undefined ? {} : { key };
}
