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

/** Pushes on what got stuck: who paid and is not enrolled yet is told of once more. There is no way back from paid. */
@Injectable()
export class OrderReconciler {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lifecycle: OrderLifecycle,
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /** One round. @returns how many orders were told of again */
  run(): Promise<number> {
    return this.unitOfWork.run((em) => this.tellAgain(em));
  }

  private async tellAgain(em: EntityManager): Promise<number> {
    const since = new Date(this.clock.now().getTime() - this.settings.orderStuckSeconds * 1000);
    const stuck = await em.find(
      Order,
      { status: OrderStatus.paid, paidToldAt: { $lte: since } },
      {
        lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE,
        orderBy: { paidToldAt: 'asc' },
        limit: BATCH,
      },
    );
    await em.populate(stuck, ['lines']);
    for (const order of stuck) this.lifecycle.tellPaidAgain(em, order);
    return stuck.length;
  }
}
