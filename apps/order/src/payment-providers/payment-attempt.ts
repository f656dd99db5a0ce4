import { describeEnum } from '@course-plateform/types/platform';

/** Where the buyer's last try stands. */
export enum AttemptState {
  failed = 'failed',
  requiresAction = 'requires_action',
  processing = 'processing',
}

describeEnum(AttemptState, {
  failed: 'It failed, as `failure` says; the buyer may try again, with another card too',
  requires_action: 'The buyer has to prove to their bank who they are (3-D Secure)',
  processing: 'The bank takes its time; nothing is to be done',
});

/** Why a try failed, as far as a buyer may know. */
export enum PaymentFailure {
  declined = 'card_declined',
  insufficientFunds = 'insufficient_funds',
  expired = 'expired_card',
  wrongCode = 'incorrect_cvc',
  authentication = 'authentication_failed',
  processing = 'processing_error',
}

describeEnum(PaymentFailure, {
  card_declined: 'The bank declined the card without a reason for others',
  insufficient_funds: 'There is not enough money for it',
  expired_card: 'The card has expired',
  incorrect_cvc: 'The security code is wrong',
  authentication_failed: 'The buyer did not prove to their bank who they are',
  processing_error: 'Something went wrong on the way; the same card may work again',
});

/** The buyer's last try to pay, as its provider sees it. */
export interface PaymentAttempt {
  readonly state: AttemptState;
  /** Null unless it failed. */
  readonly failure: PaymentFailure | null;
}
