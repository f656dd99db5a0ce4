import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, type CursorPage, type CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage, forkOf } from '@course-plateform/common/persistence';
import { OrderLine } from '../order/order-line.entity';
import { Order } from '../order/order.entity';
import { OrderLineStatus } from '../order/order.state';
import { Dispute } from '../payment/dispute.entity';
import { Payment } from '../payment/payment.entity';
import { PaymentStatus } from '../payment/payment.state';
import { type RefundNotification, readRefundKey } from '../payment-providers/payment-provider';
import { RefundRequest } from './refund-request.entity';
import { Refund } from './refund.entity';
import type { ReturnedMoney } from './refund-policy';
import { COUNTED_REFUNDS, RefundRequestStatus, type RefundStatus } from './refund.state';

/** What a list of refunds may be narrowed by. */
export interface RefundFilter {
  readonly buyerId?: string;
  readonly orderId?: string;
  readonly status?: RefundStatus;
}

/** What a list of requests may be narrowed by. */
export interface RefundRequestFilter {
  readonly buyerId?: string;
  readonly orderId?: string;
  readonly status?: RefundRequestStatus;
}

/** The named questions about stored refunds and requests. */
@Injectable()
export class RefundRepository {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: RealClock,
  ) {}

  find(id: string): Promise<Refund | null> {
    return this.em.findOne(Refund, { id });
  }

  findRequest(id: string): Promise<RefundRequest | null> {
    return this.em.findOne(RefundRequest, { id });
  }

  /** An order with its lines, unlocked. */
  findOrder(id: string): Promise<Order | null> {
    const options = { populate: ['lines'], strategy: 'joined', disableIdentityMap: true } as const;
    return this.em.findOne(Order, { id }, options);
  }

  /** The payment that paid an order; null for a free one, and for one that is not paid. */
  findPayment(em: EntityManager, orderId: string): Promise<Payment | null> {
    return em.findOne(Payment, { orderId, status: PaymentStatus.succeeded });
  }

  /** What went back for the lines of an order, or is on its way: by refunds, and by disputes that were not won. */
  async ofOrder(em: EntityManager, orderId: string): Promise<ReturnedMoney[]> {
    const refunds = await em.find(Refund, { orderId, lineId: { $ne: null } });
    const disputes = await em.find(Dispute, { orderId });
    const shares = disputes.flatMap(({ counts, isOpen: isPending, shares: lines }) =>
      lines.map(({ lineId, amountMinor }) => ({ lineId, amountMinor, counts, isPending })),
    );
    return [...refunds, ...shares];
  }

  openRequests(em: EntityManager, orderId: string): Promise<RefundRequest[]> {
    return em.find(RefundRequest, { orderId, status: RefundRequestStatus.open });
  }

  /** The lines of other orders by which a buyer had some courses and got the money back. */
  earlierRefunds(em: EntityManager, order: Order, courseIds: readonly string[]) {
    return em.find(
      OrderLine,
      {
        buyerId: order.buyerId,
        courseId: { $in: [...courseIds] },
        status: OrderLineStatus.refunded,
        order: { $ne: order.id },
      },
      { fields: ['courseId'] },
    );
  }

  /** Refunds whose provider is to be called by now, oldest first. */
  due(limit: number): Promise<Refund[]> {
    return forkOf(this.em).find(
      Refund,
      { nextAttemptAt: { $lte: this.clock.now() } },
      { orderBy: { nextAttemptAt: 'asc', id: 'asc' }, limit },
    );
  }

  /** The refund with the charge that it gives back. */
  async findToSend(id: string): Promise<{ refund: Refund; payment: Payment } | undefined> {
    const em = forkOf(this.em);
    const refund = await em.findOne(Refund, { id });
    const payment = refund && (await em.findOne(Payment, { id: refund.paymentId }));
    return payment ? { refund, payment } : undefined;
  }

  /** The refunds that a provider reports about, locked until the transaction ends. */
  async notified(em: EntityManager, notification: RefundNotification): Promise<Refund[]> {
    const { key, chargeReference } = notification;
    const id = key === undefined ? undefined : readRefundKey(key);
    const locked = { lockMode: LockMode.PESSIMISTIC_WRITE, orderBy: { id: 'asc' } } as const;
    if (id !== undefined) return em.find(Refund, { id }, locked);
    if (chargeReference === undefined) return [];
    const payments = await this.paymentsOf(em, chargeReference);
    const paymentId = { $in: payments.map((payment) => payment.id) };
    return em.find(Refund, { paymentId, status: { $in: [...COUNTED_REFUNDS] } }, locked);
  }

  /** The payments that brought some money. */
  paymentsOf(em: EntityManager, chargeReference: string): Promise<Payment[]> {
    return em.find(Payment, { chargeReference });
  }

  /** A page of the refunds, newest first. */
  page(
    filter: RefundFilter,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Refund>> {
    const range = { by: 'createdAt', order: 'desc', limit, after } as const;
    return findCursorPage(this.em, Refund, filter, range);
  }

  /** A page of the requests, newest first. */
  pageOfRequests(
    filter: RefundRequestFilter,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<RefundRequest>> {
    const range = { by: 'createdAt', order: 'desc', limit, after } as const;
    return findCursorPage(this.em, RefundRequest, filter, range);
  }
}
