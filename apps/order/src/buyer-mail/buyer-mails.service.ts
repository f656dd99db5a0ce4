import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Money } from '@course-plateform/common/kernel';
import {
  DISPUTE_CLOSED,
  DISPUTE_OPENED,
  type MailItem,
  Mails,
  ORDER_PAID,
  ORDER_PLACED,
  PAYMENT_FAILED,
  PAYMENT_UNUSED,
  REFUND_DECIDED,
  REFUND_SENT,
} from '@course-plateform/common/mail';
import { OrderSettings } from '../env';

/** An order as mails show it. */
export interface MailedOrder {
  readonly id: string;
  readonly buyerId: string;
  readonly lines: Iterable<{ readonly title: string; readonly price: Money }>;
  readonly total: Money;
  readonly dueAt: Date;
}

/** Which order a mail is about, and who reads it. */
export interface MailSubject {
  readonly orderId: string;
  readonly buyerId: string;
}

/** Writes to buyers, in the unit of work that changes what the mail announces: once for each change. */
@Injectable()
export class BuyerMails {
  constructor(
    private readonly mails: Mails,
    private readonly settings: OrderSettings,
  ) {}

  orderPlaced(em: EntityManager, order: MailedOrder): void {
    this.mails.addFor(em, ORDER_PLACED, order.buyerId, {
      link: this.linkTo(order.id),
      items: itemsOf(order),
      total: order.total.toJSON(),
      due: { at: order.dueAt.toISOString() },
    });
  }

  orderPaid(em: EntityManager, order: MailedOrder): void {
    this.mails.addFor(em, ORDER_PAID, order.buyerId, {
      link: this.linkTo(order.id),
      order: order.id,
      items: itemsOf(order),
      total: order.total.toJSON(),
      free: yesOrNo(order.total.isZero()),
    });
  }

  /** @param failed why, as far as the buyer may know, and whether the payment takes another try */
  paymentFailed(
    em: EntityManager,
    { orderId, buyerId }: MailSubject,
    failed: { readonly amount: Money; readonly failure: string; readonly canRetry: boolean },
  ): void {
    this.mails.addFor(em, PAYMENT_FAILED, buyerId, {
      link: this.linkTo(orderId),
      amount: failed.amount.toJSON(),
      failure: failed.failure,
      retry: yesOrNo(failed.canRetry),
    });
  }

  /** @param decided the title of the course, the decision and its reason, if one was written */
  refundDecided(
    em: EntityManager,
    { orderId, buyerId }: MailSubject,
    decided: {
      readonly course: string;
      readonly decision: 'approve' | 'reject';
      readonly reason: string | null;
    },
  ): void {
    this.mails.addFor(em, REFUND_DECIDED, buyerId, {
      link: this.linkTo(orderId),
      course: decided.course,
      decision: decided.decision,
      explained: yesOrNo(decided.reason !== null),
      reason: decided.reason ?? '',
    });
  }

  /** @param sent the title of the course, what went back for it, and whether it is lost with that */
  refundSent(
    em: EntityManager,
    { orderId, buyerId }: MailSubject,
    sent: { readonly course: string; readonly amount: Money; readonly endsAccess: boolean },
  ): void {
    this.mails.addFor(em, REFUND_SENT, buyerId, {
      link: this.linkTo(orderId),
      course: sent.course,
      amount: sent.amount.toJSON(),
      ended: yesOrNo(sent.endsAccess),
    });
  }

  /** Money that could not pay its order went back. */
  moneyReturned(em: EntityManager, about: MailSubject, amount: Money): void {
    this.unused(em, about, { amount, outcome: 'returned', reason: '' });
  }

  /** Money that could not pay its order is kept. @param reason in the words of the admin */
  moneyKept(em: EntityManager, about: MailSubject, amount: Money, reason: string): void {
    this.unused(em, about, { amount, outcome: 'kept', reason });
  }

  disputeOpened(em: EntityManager, { orderId, buyerId }: MailSubject, amount: Money): void {
    const link = this.linkTo(orderId);
    this.mails.addFor(em, DISPUTE_OPENED, buyerId, { link, amount: amount.toJSON() });
  }

  disputeClosed(
    em: EntityManager,
    { orderId, buyerId }: MailSubject,
    closed: { readonly amount: Money; readonly outcome: 'won' | 'lost' },
  ): void {
    this.mails.addFor(em, DISPUTE_CLOSED, buyerId, {
      link: this.linkTo(orderId),
      amount: closed.amount.toJSON(),
      outcome: closed.outcome,
    });
  }

  private unused(
    em: EntityManager,
    { orderId, buyerId }: MailSubject,
    { amount, outcome, reason }: { amount: Money; outcome: 'returned' | 'kept'; reason: string },
  ): void {
    const link = this.linkTo(orderId);
    const params = { link, amount: amount.toJSON(), outcome, reason };
    this.mails.addFor(em, PAYMENT_UNUSED, buyerId, params);
  }

  private linkTo(orderId: string): string {
    return this.settings.orderPageUrl.replace('{order}', orderId);
  }
}

function itemsOf({ lines }: MailedOrder): MailItem[] {
  return Array.from(lines, ({ title, price }) => ({ title, amount: price.toJSON() }));
}

function yesOrNo(is: boolean): string {
  return is ? 'yes' : 'no';
}
