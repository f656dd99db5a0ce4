import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { PaymentEvent, PaymentEventStatus } from './payment-event.entity';

/** The named questions about stored messages of providers. */
@Injectable()
export class PaymentEventRepository {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: RealClock,
  ) {}

  /** Stores a message unless it is there already. */
  async add(event: PaymentEvent): Promise<void> {
    await this.em.upsert(PaymentEvent, event, { onConflictAction: 'ignore' });
  }

  /** Messages to handle by now, oldest first. */
  due(limit: number): Promise<PaymentEvent[]> {
    return forkOf(this.em).find(
      PaymentEvent,
      { nextAttemptAt: { $lte: this.clock.now() } },
      { orderBy: { nextAttemptAt: 'asc', id: 'asc' }, limit },
    );
  }

  /** Forgets messages that are done with. @param keptMs how long they are kept, in milliseconds */
  async removeDone(keptMs: number): Promise<void> {
    await this.em.nativeDelete(PaymentEvent, {
      status: { $in: [PaymentEventStatus.handled, PaymentEventStatus.ignored] },
      receivedAt: { $lt: new Date(this.clock.now().getTime() - keptMs) },
    });
  }
}
