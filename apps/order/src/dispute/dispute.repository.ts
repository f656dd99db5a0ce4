import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, type CursorPage, type CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage, forkOf } from '@course-plateform/common/persistence';
import { Order } from '../order/order.entity';
import { Dispute } from '../payment/dispute.entity';
import { DisputeStatus } from '../payment/dispute.state';
import { Payment } from '../payment/payment.entity';
import { Transaction } from '../transaction/transaction.entity';

/** What a list of disputes may be narrowed by. */
export interface DisputeFilter {
  readonly orderId?: string;
  readonly status?: DisputeStatus;
}

/** The named questions about stored disputes. */
@Injectable()
export class DisputeRepository {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  find(id: string): Promise<Dispute | null> {
    return this.em.findOne(Dispute, { id }, { disableIdentityMap: true });
  }

  /** A page of the disputes, newest first. */
  page(
    filter: DisputeFilter,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Dispute>> {
    const range = { by: 'createdAt', order: 'desc', limit, after } as const;
    return findCursorPage(this.em, Dispute, filter, range);
  }

  /** The order of a dispute with what was paid and given back for it. */
  async receiptsOf({ orderId }: Dispute) {
    const options = { populate: ['lines'], disableIdentityMap: true } as const;
    const order = await this.em.findOneOrFail(Order, { id: orderId }, options);
    const paymentIds = (await this.em.find(Payment, { orderId }, { fields: ['id'] })).map(
      ({ id }) => id,
    );
    const transactions = await this.em.find(
      Transaction,
      { paymentId: { $in: paymentIds } },
      { orderBy: { createdAt: 'asc', id: 'asc' }, disableIdentityMap: true },
    );
    return { order, transactions };
  }

  /** How many disputes wait for evidence that is due by a time. @param withinMs from now, in milliseconds */
  countDue(withinMs: number): Promise<number> {
    const by = new Date(this.clock.now().getTime() + withinMs);
    const status = DisputeStatus.needsResponse;
    return forkOf(this.em).count(Dispute, { status, evidenceDueAt: { $lte: by } });
  }
}
