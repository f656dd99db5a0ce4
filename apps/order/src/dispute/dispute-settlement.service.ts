import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Outbox } from '@course-plateform/common/events';
import { Clock, Money } from '@course-plateform/common/kernel';
import { DisputeOutcome, disputeClosed, disputeOpened } from '@course-plateform/types/order';
import { BuyerMails } from '../buyer-mail/buyer-mails.service';
import { splitByLargestRemainder } from '../coupon-kinds/split';
import { OrderLifecycle } from '../order/order-lifecycle.service';
import type { Order } from '../order/order.entity';
import { OrderStepCause } from '../payment/order-step-cause';
import { Dispute, type DisputeShare } from '../payment/dispute.entity';
import { DisputeStatus } from '../payment/dispute.state';
import { Payment } from '../payment/payment.entity';
import type { ProviderDispute } from '../payment-providers/payment-provider';
import { DisputeBooks } from './dispute-books.service';

const STATUSES: Readonly<Record<ProviderDispute['state'], DisputeStatus>> = {
  inquiry: DisputeStatus.needsResponse,
  needs_response: DisputeStatus.needsResponse,
  under_review: DisputeStatus.underReview,
  won: DisputeStatus.won,
  lost: DisputeStatus.lost,
};

/** A dispute with its order, in the hands of one transaction. */
interface Disputed {
  readonly order: Order;
  readonly payment: Payment;
  readonly dispute: Dispute;
}

/** Draws the consequences of disputes: dispute, order, transactions and events in the caller's unit of work. */
@Injectable()
export class DisputeSettlement {
  constructor(
    private readonly lifecycle: OrderLifecycle,
    private readonly books: DisputeBooks,
    private readonly outbox: Outbox,
    private readonly mails: BuyerMails,
    private readonly clock: Clock,
  ) {}

  /**
   * Takes in how a dispute stands at its provider. What is known already changes nothing.
   * @param paymentId of the payment that it is about
   */
  async take(em: EntityManager, paymentId: string, seen: ProviderDispute): Promise<Dispute> {
    const { orderId } = await em.findOneOrFail(Payment, { id: paymentId }, { fields: ['orderId'] });
    // Whoever opens refunds holds this lock, too: both together never give back more than was paid.
    const order = await this.lifecycle.lock(em, orderId);
    if (!order) throw new Error(`The order ${orderId} of a dispute is gone`);
    const payment = await em.findOneOrFail(Payment, { id: paymentId }, { refresh: true });
    const known = await em.findOne(Dispute, { providerReference: seen.reference });
    const dispute = known ?? (await this.open(em, order, payment, seen));
    const isDecided = dispute.become(STATUSES[seen.state], seen.evidenceDueAt, this.clock.now());
    if (!isDecided) return dispute;
    const disputed = { order, payment, dispute };
    if (dispute.status === DisputeStatus.won) await this.win(em, disputed);
    else await this.lose(em, disputed);
    return dispute;
  }

  private async open(
    em: EntityManager,
    order: Order,
    payment: Payment,
    seen: ProviderDispute,
  ): Promise<Dispute> {
    const now = this.clock.now();
    const dispute = new Dispute({ payment, seen, shares: sharesOf(order, seen.amount), now });
    em.persist(dispute);
    order.note(OrderStepCause.disputed, now);
    await this.books.opened(em, order, { dispute, payment });
    this.outbox.publish(em, disputeOpened, dispute, payloadOf(dispute));
    this.mails.disputeOpened(em, dispute, dispute.amount);
    // One version for each event.
    await em.flush();
    return dispute;
  }

  private async win(em: EntityManager, { order, payment, dispute }: Disputed): Promise<void> {
    order.note(OrderStepCause.disputeWon, this.clock.now());
    await this.books.won(em, { dispute, payment });
    const outcome = DisputeOutcome.won;
    this.outbox.publish(em, disputeClosed, dispute, { ...payloadOf(dispute), outcome });
    this.mails.disputeClosed(em, dispute, { amount: dispute.amount, outcome: 'won' });
  }

  /** As a refund of each line, but for the provider: it has the money already. */
  private async lose(em: EntityManager, { order, dispute }: Disputed): Promise<void> {
    order.note(OrderStepCause.disputeLost, this.clock.now());
    const outcome = DisputeOutcome.lost;
    this.outbox.publish(em, disputeClosed, dispute, { ...payloadOf(dispute), outcome });
    this.mails.disputeClosed(em, dispute, { amount: dispute.amount, outcome: 'lost' });
    const lost = dispute.shares
      .filter(({ lineId }) => !order.line(lineId).isRefunded)
      .map((share) => lostShareOf(order, share));
    const credited = lost.map(({ lineId, amount: { amountMinor } }) => ({ lineId, amountMinor }));
    await this.books.lost(em, dispute, credited);
    for (const { lineId, amount } of lost) {
      await em.flush();
      const lost = { refundId: dispute.id, lineId, amount, endsAccess: true };
      await this.lifecycle.giveBack(em, order, lost);
    }
  }
}

/** How the disputed money is spread over the lines that give access, by what remains of them. */
function sharesOf(order: Order, amount: Money): DisputeShare[] {
  const lines = order.lines.filter(({ givesAccess }) => givesAccess);
  const rests = lines.map(({ priceMinor, refundedMinor, currency }) =>
    Money.of(Math.max(priceMinor - refundedMinor, 0), currency),
  );
  const restMinor = rests.reduce((sum, rest) => sum + rest.amountMinor, 0);
  const spread = Money.of(Math.min(amount.amountMinor, restMinor), order.currency);
  const parts = splitByLargestRemainder(spread, rests);
  return lines.map(({ id: lineId, courseId }, index) => ({
    ...{ lineId, courseId },
    amountMinor: parts[index]?.amountMinor ?? 0,
  }));
}

/** What a lost dispute takes from a line. */
interface LostShare {
  readonly lineId: string;
  readonly amount: Money;
}

/** What went back by a refund meanwhile is not lost twice. */
function lostShareOf(order: Order, { lineId, amountMinor }: DisputeShare): LostShare {
  const { priceMinor, refundedMinor, currency } = order.line(lineId);
  const rest = Math.max(priceMinor - refundedMinor, 0);
  return { lineId, amount: Money.of(Math.min(amountMinor, rest), currency) };
}

function payloadOf({ id: disputeId, orderId, buyerId, shares, amount }: Dispute) {
  const lines = shares.map(({ lineId, courseId }) => ({ lineId, courseId }));
  return { disputeId, orderId, buyerId, lines, amount: amount.toJSON() };
}
