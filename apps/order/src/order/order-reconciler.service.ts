import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { OrderLifecycle } from './order-lifecycle.service';
import { Order } from './order.entity';
import { OrderStatus } from './order.state';

/** Orders of one round. */
const BATCH = 100;

/** Repairs stuck orders: publishes again that an order is paid while its buyer is not enrolled yet. Paid is final. */
@Injectable()
export class OrderReconciler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lifecycle: OrderLifecycle,
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /** Runs once. @returns how many orders were published again */
  run(): Promise<number> {
    return this.unitOfWork.run((em) => this.republish(em));
  }

  private async republish(em: EntityManager): Promise<number> {
    const since = new Date(this.clock.now().getTime() - this.settings.orderStuckSeconds * 1000);
    const stuck = await em.find(
      Order,
      { status: OrderStatus.paid, paidPublishedAt: { $lte: since } },
      {
        lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
        orderBy: { paidPublishedAt: 'asc' },
        limit: BATCH,
      },
    );
    await em.populate(stuck, ['lines']);
    for (const order of stuck) this.lifecycle.republishPaid(em, order);
    return stuck.length;
  }
}
