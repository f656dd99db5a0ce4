import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { BuyerMails } from '../buyer-mail/buyer-mails.service';
import { type PaymentAttempt, PaymentFailure } from '../payment-providers/payment-attempt';
import type { Payment } from './payment.entity';

/** What is known of a try besides how it stands. */
interface Tried {
  /** Whether the provider reports that it has failed. */
  readonly hasFailed: boolean;
  /** Whether the payment takes no other try. */
  readonly isLast: boolean;
}

/** Takes down how buyers try to pay, and writes to them about tries that failed. */
@Injectable()
export class PaymentAttempts {
  constructor(
    private readonly mails: BuyerMails,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes down the last try as the provider reports it; nothing once the payment is over.
   * @param attempt null when nothing is known of it
   */
  note(em: EntityManager, payment: Payment, attempt: PaymentAttempt | null, tried: Tried): void {
    if (!payment.isOpen) return;
    payment.note(attempt, tried.hasFailed, this.clock.now());
    if (!tried.hasFailed) return;
    this.mails.paymentFailed(em, payment, {
      amount: payment.amount,
      failure: attempt?.failure ?? PaymentFailure.declined,
      canRetry: !tried.isLast,
    });
  }
}
