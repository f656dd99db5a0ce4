import type Stripe from 'stripe';
import type { Account, Cause } from './account.mts';
import { ApiError, invalid } from './api-error.mts';
import { type CardBehavior, testCard } from './cards.mts';
import { openDispute } from './disputes.mts';
import { balanceTransaction, charge } from './objects.mts';

type Intent = Stripe.PaymentIntent;

const PAYABLE: readonly string[] = ['requires_payment_method', 'requires_confirmation'];
const CANCELABLE: readonly string[] = [...PAYABLE, 'requires_action', 'processing'];
const DECLINED: Readonly<Record<string, string>> = {
  generic_decline: 'Your card was declined.',
  insufficient_funds: 'Your card has insufficient funds.',
  expired_card: 'Your card has expired.',
};

/** Moves payments from state to state, with the charges, balances and events that go with it. */
export class Payments {
  private readonly account: Account;
  /** Address of this server, for the pages that browsers are sent to. */
  private readonly base: string;

  constructor(account: Account, base: string) {
    this.account = account;
    this.base = base;
  }

  /**
   * Tries to pay with a card.
   * @param card a number, or the name of a payment method
   * @param returnUrl where the browser goes after 3-D Secure
   * @throws ApiError 402 when the card is declined
   */
  confirm(intent: Intent, card: string, returnUrl: string | null, cause: Cause): Intent {
    if (!PAYABLE.includes(intent.status)) throw unexpectedState(intent, 'confirmed');
    const behavior = testCard(card);
    if (!behavior)
      throw new ApiError(400, 'invalid_request_error', `No such PaymentMethod: '${card}'`);
    const chosen = { ...intent, payment_method: behavior.paymentMethod, last_payment_error: null };
    if (behavior.outcome === 'declined') return this.decline(chosen, behavior, cause);
    if (behavior.outcome === 'authenticates') return this.challenge(chosen, returnUrl, cause);
    if (behavior.outcome === 'processes') {
      return this.change({ ...chosen, status: 'processing' }, 'payment_intent.processing', cause);
    }
    return this.succeed(chosen, behavior, cause);
  }

  /** The buyer has proven to their bank who they are, or has not. */
  authenticate(intent: Intent, isProven: boolean, cause: Cause): Intent {
    if (intent.status !== 'requires_action') throw unexpectedState(intent, 'authenticated');
    const card = testCard(String(intent.payment_method));
    if (card && isProven) return this.succeed({ ...intent, next_action: null }, card, cause);
    const error = {
      code: 'payment_intent_authentication_failure',
      message: 'The provided PaymentMethod has failed authentication.',
      type: 'invalid_request_error',
    } as const;
    return this.fail({ ...intent, next_action: null }, error, cause);
  }

  /** A payment that took a while has come, or has not. */
  settle(intent: Intent, hasCome: boolean, cause: Cause): Intent {
    if (intent.status !== 'processing') throw unexpectedState(intent, 'settled');
    const card = testCard(String(intent.payment_method));
    if (card && hasCome) return this.succeed(intent, card, cause);
    return this.decline(intent, { last4: '0077', outcome: 'declined' }, cause, false);
  }

  /** @throws ApiError 400 when it is paid or canceled already */
  cancel(intent: Intent, reason: string | null, cause: Cause): Intent {
    if (!CANCELABLE.includes(intent.status) || intent.status === 'processing') {
      throw unexpectedState(intent, 'canceled');
    }
    return this.change(
      {
        ...intent,
        status: 'canceled',
        next_action: null,
        canceled_at: this.account.now(),
        cancellation_reason: reason as Stripe.PaymentIntent.CancellationReason | null,
      },
      'payment_intent.canceled',
      cause,
    );
  }

  private succeed(intent: Intent, card: CardBehavior, cause: Cause): Intent {
    const { account } = this;
    const made = charge(intent, card.last4, SUCCEEDED, account.now());
    // 2.9 % and 30 minor units, as for cards in the United States.
    const fee = Math.round(intent.amount * 0.029) + 30;
    const balance = balanceTransaction(made, 'charge', made.amount, fee, account.now());
    account.put(balance);
    const paid = account.put({ ...made, balance_transaction: balance.id });
    account.emit('charge.succeeded', paid, cause);
    const succeeded = this.change(
      {
        ...intent,
        status: 'succeeded',
        amount_received: intent.amount,
        latest_charge: paid.id,
        last_payment_error: null,
      },
      'payment_intent.succeeded',
      cause,
    );
    if (card.disputed) openDispute(account, paid, paid.amount, 'fraudulent', cause);
    return succeeded;
  }

  private challenge(intent: Intent, returnUrl: string | null, cause: Cause): Intent {
    const url = new URL(`${this.base}/3d-secure/${intent.id}`);
    if (returnUrl !== null) url.searchParams.set('return_url', returnUrl);
    return this.change(
      {
        ...intent,
        status: 'requires_action',
        next_action: {
          type: 'redirect_to_url',
          redirect_to_url: { return_url: returnUrl, url: url.href },
        },
      },
      'payment_intent.requires_action',
      cause,
    );
  }

  /** @throws ApiError 402 for a request that waits for the result */
  private decline(intent: Intent, card: CardBehavior, cause: Cause, isAwaited = true): Intent {
    const declineCode = card.declineCode ?? 'generic_decline';
    const isExpired = declineCode === 'expired_card';
    const code = isExpired ? 'expired_card' : 'card_declined';
    const message = DECLINED[declineCode] ?? 'Your card was declined.';
    const failure = { status: 'failed', failure_code: code, failure_message: message } as const;
    const made = this.account.put(charge(intent, card.last4, failure, this.account.now()));
    this.account.emit('charge.failed', made, cause);
    const error = { type: 'card_error', code, decline_code: declineCode, message } as const;
    const failed = this.fail({ ...intent, latest_charge: made.id }, error, cause);
    if (!isAwaited) return failed;
    const { type, ...more } = error;
    throw new ApiError(402, type, message, { ...more, charge: made.id, payment_intent: failed });
  }

  private fail(intent: Intent, error: Stripe.PaymentIntent.LastPaymentError, cause: Cause): Intent {
    const failed = {
      ...intent,
      status: 'requires_payment_method',
      payment_method: null,
      last_payment_error: error,
    } as const;
    return this.change(failed, 'payment_intent.payment_failed', cause);
  }

  private change(intent: Intent, type: Stripe.Event.Type, cause: Cause): Intent {
    this.account.put(intent);
    this.account.emit(type, intent, cause);
    return intent;
  }
}

const SUCCEEDED = { status: 'succeeded', failure_code: null, failure_message: null } as const;

function unexpectedState(intent: Intent, what: string): ApiError {
  return invalid(`This PaymentIntent's state is ${intent.status}, in which it cannot be ${what}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: intent,
  });
}
