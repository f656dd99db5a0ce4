import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, HOUR_MS, RealClock, SECOND_MS } from '@course-plateform/common/kernel';
import type { Order } from '../order/order.entity';
import { OrderLifecycle } from '../order/order-lifecycle.service';
import { Payment } from '../payment/payment.entity';
import { PaymentReview } from '../payment/payment-review.entity';
import type { ProviderRefundState } from '../payment-providers/payment-provider';
import { Refund } from './refund.entity';
import { RefundBooks } from './refund-books.service';
import { RefundStatus } from './refund.state';

/** How long nobody asks about a refund that is on its way: its provider reports by itself, if the report is not lost. */
const PATIENCE_MS = HOUR_MS;
const FIRST_RETRY_MS = 5 * SECOND_MS;
const LONGEST_RETRY_MS = HOUR_MS;

/** Draws the consequences of what has become of refunds, in the caller's unit of work. */
@Injectable()
export class RefundSettlement {
  constructor(
    private readonly lifecycle: OrderLifecycle,
    private readonly books: RefundBooks,
    private readonly clock: Clock,
    private readonly realClock: RealClock,
  ) {}

  /** Locks a refund and its order until the transaction ends. */
  async lock(
    em: EntityManager,
    { id, orderId }: Pick<Refund, 'id' | 'orderId'>,
  ): Promise<{ order: Order; refund: Refund }> {
    const order = await this.lifecycle.lock(em, orderId);
    if (!order) throw new Error(`The order ${orderId} of a refund is gone`);
    const options = { refresh: true, lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    return { order, refund: await em.findOneOrFail(Refund, { id }, options) };
  }

  /** Takes in how a refund stands at its provider. What is known already changes nothing. */
  async take(
    em: EntityManager,
    { order, refund }: { order: Order; refund: Refund },
    { state, reference, failure }: ProviderRefundState,
  ): Promise<void> {
    const now = this.clock.now();
    if (state === 'pending') {
      if (refund.isPending) refund.waitUntil(this.in(PATIENCE_MS), reference, now);
      else refund.settle(now);
    } else if (state === 'succeeded') {
      if (!refund.isPending) return refund.settle(now);
      refund.succeed(reference, now);
      await this.complete(em, order, refund);
    } else if (refund.counts) {
      await this.fail(em, { order, refund }, { state, reference, failure });
    } else {
      refund.settle(now);
    }
  }

  /** Its provider did not respond: it is asked again later, and later each time. */
  postpone(refund: Refund): void {
    const delay = Math.min(FIRST_RETRY_MS * 2 ** refund.attempts, LONGEST_RETRY_MS);
    refund.postpone(this.in(delay), this.clock.now());
  }

  /** An admin has sent the money. @throws TransitionNotAllowed unless the refund is pending */
  async completeByHand(
    em: EntityManager,
    { order, refund }: { order: Order; refund: Refund },
    bankReference: string,
  ): Promise<void> {
    refund.completeByHand(bankReference, this.clock.now());
    await this.complete(em, order, refund);
  }

  /** The money has gone back: the books, the state of line and order, and the event about it. */
  private async complete(em: EntityManager, order: Order, refund: Refund): Promise<void> {
    const { id: refundId, lineId, amount, endsAccess } = refund;
    await this.books.completed(em, order, refund);
    if (lineId === null) return this.lifecycle.returnMoney(em, order, amount);
    await this.lifecycle.refund(em, order, { refundId, lineId, amount, endsAccess });
  }

  private async fail(
    em: EntityManager,
    { order, refund }: { order: Order; refund: Refund },
    { state, reference, failure = null }: Omit<ProviderRefundState, 'failure'> & Failed,
  ): Promise<void> {
    const now = this.clock.now();
    const hadSucceeded = !refund.isPending;
    const status =
      state === 'canceled' && !hadSucceeded ? RefundStatus.canceled : RefundStatus.failed;
    refund.fail(status, { reference, failure }, now);
    if (hadSucceeded) await this.books.reversed(em, refund);
    if (refund.lineId === null) await this.reopenReview(em, refund);
    else if (hadSucceeded) order.takeBack(refund.lineId, refund.amount, now);
  }

  /** Money that could not pay its order did not reach the buyer: an admin decides again. */
  private async reopenReview(em: EntityManager, { id: refundId, paymentId }: Refund) {
    const now = this.clock.now();
    const review = await em.findOneOrFail(PaymentReview, { refundId });
    const payment = await em.findOneOrFail(Payment, { id: paymentId });
    review.reopen(now);
    if (!payment.needsReview) payment.putToReview(review.reason, now);
  }

  /** A time to call the provider again, which no test clock moves. */
  private in(delayMs: number): Date {
    return new Date(this.realClock.now().getTime() + delayMs);
  }
}

interface Failed {
  readonly failure?: ProviderRefundState['failure'] | null | undefined;
}
