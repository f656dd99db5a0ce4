import type { Stripe } from './stripe-package';
import { AttemptState, type PaymentAttempt, PaymentFailure } from '../payment-attempt';
import type { ProviderState } from '../payment-provider';
import { fromStripeAmount } from './stripe-amounts';

const FAILURES: Readonly<Record<string, PaymentFailure>> = {
  insufficient_funds: PaymentFailure.insufficientFunds,
  expired_card: PaymentFailure.expired,
  incorrect_cvc: PaymentFailure.wrongCode,
  payment_intent_authentication_failure: PaymentFailure.authentication,
  authentication_required: PaymentFailure.authentication,
  processing_error: PaymentFailure.processing,
};

/** How a payment stands, in our words. */
export function stateOfIntent(intent: Stripe.PaymentIntent): ProviderState {
  const { id: chargeReference, status, amount_received: amount, currency } = intent;
  if (status === 'succeeded') {
    return { state: 'settled', received: fromStripeAmount({ amount, currency }), chargeReference };
  }
  if (status === 'canceled') return { state: 'cancelled' };
  const attempt = attemptOf(intent);
  return { state: 'pending', ...(attempt ? { attempt } : {}) };
}

/** How a hosted page stands. @param session with its `payment_intent` expanded */
export function stateOfSession(session: Stripe.Checkout.Session): ProviderState {
  const { status, payment_intent: intent } = session;
  if (typeof intent === 'object' && intent !== null) return stateOfIntent(intent);
  return { state: status === 'expired' ? 'cancelled' : 'pending' };
}

function attemptOf({
  status,
  last_payment_error: error,
}: Stripe.PaymentIntent): PaymentAttempt | undefined {
  if (status === 'processing') return { state: AttemptState.processing, failure: null };
  if (status === 'requires_action') return { state: AttemptState.requiresAction, failure: null };
  if (!error) return undefined;
  const failure = FAILURES[error.decline_code ?? ''] ?? FAILURES[error.code ?? ''];
  return { state: AttemptState.failed, failure: failure ?? PaymentFailure.declined };
}
