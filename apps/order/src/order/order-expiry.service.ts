import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { Quote } from '../quote/quote.entity';
import { OrderLifecycle } from './order-lifecycle.service';
import { Order } from './order.entity';
import { OrderStatus } from './order.state';

/** Orders of one transaction, so that it never holds locks for long. */
const BATCH = 100;
/** Quotes nobody used can be asked for this long after they expired, in milliseconds. */
const QUOTE_KEPT_MS = 7 * DAY_MS;

/** Ends what nobody paid for in time. */
@Injectable()
export class OrderExpiryService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lifecycle: OrderLifecycle,
    private readonly clock: Clock,
  ) {}

  /** One round. @returns how many orders ended */
  async run(): Promise<number> {
    let total = 0;
    for (;;) {
      const ended = await this.unitOfWork.run((em) => this.endBatch(em));
      total += ended;
      if (ended < BATCH) return total;
    }
  }

  private async endBatch(em: EntityManager): Promise<number> {
    const now = this.clock.now();
    // Orders somebody works on at this moment wait for the next round.
    const overdue = await em.find(
      Order,
      { status: OrderStatus.pendingPayment, dueAt: { $lte: now } },
      { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, orderBy: { dueAt: 'asc' }, limit: BATCH },
    );
    await em.populate(overdue, ['lines']);
    for (const order of overdue) await this.lifecycle.expire(em, order);
    await em.nativeDelete(Quote, {
      orderId: null,
      expiresAt: { $lte: new Date(now.getTime() - QUOTE_KEPT_MS) },
    });
    return overdue.length;
  }
}
