import { setTimeout as pause } from 'node:timers/promises';
import { EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS } from '@course-plateform/common/kernel';
import { UnitOfWork, forkOf } from '@course-plateform/common/persistence';
import { Quote } from '../quote/quote.entity';
import { OrderLifecycle } from './order-lifecycle.service';
import { Order } from './order.entity';
import { OrderStatus } from './order.state';

/** Orders of one transaction, so that it never holds locks for long. */
const BATCH = 100;
/** How often a run looks for orders that were locked, and after how many milliseconds. */
const ATTEMPTS = 5;
const RETRY_MS = 200;
/** How long unused quotes are kept after they expired, in milliseconds. */
const QUOTE_KEPT_MS = 7 * DAY_MS;

/** Ends what nobody paid for in time. */
@Injectable()
export class OrderExpiryService {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly lifecycle: OrderLifecycle,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends all overdue orders. One that is locked at this instant, as by the check of its payment, is tried again shortly.
   * @returns how many orders ended
   */
  async run(): Promise<number> {
    let total = 0;
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      total += await this.endUnlocked();
      if (!(await this.isLeft())) return total;
      await pause(RETRY_MS);
    }
    return total;
  }

  private async endUnlocked(): Promise<number> {
    let total = 0;
    for (;;) {
      const ended = await this.unitOfWork.run((em) => this.endBatch(em));
      total += ended;
      if (ended < BATCH) return total;
    }
  }

  private async isLeft(): Promise<boolean> {
    const status = OrderStatus.pendingPayment;
    const overdue = { status, dueAt: { $lte: this.clock.now() } };
    return (await forkOf(this.em).findOne(Order, overdue, { fields: ['id'] })) !== null;
  }

  private async endBatch(em: EntityManager): Promise<number> {
    const now = this.clock.now();
    // Those that someone works on are skipped.
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
