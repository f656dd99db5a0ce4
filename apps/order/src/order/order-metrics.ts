import { EntityManager } from '@mikro-orm/core';
import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { Metrics, type Sample } from '@course-plateform/common/observability';
import { forkOf } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { Order } from './order.entity';
import { OrderStatus } from './order.state';

/** Tells Prometheus how many orders should have moved on by now. */
@Injectable()
export class OrderMetrics implements OnApplicationBootstrap, OnModuleDestroy {
  private remove: (() => void) | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly metrics: Metrics,
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  onApplicationBootstrap(): void {
    this.remove = this.metrics.collectGauge({
      name: 'orders_stuck',
      help: 'Orders that have been in a state for longer than they should',
      labelNames: ['state'],
      collect: () => this.stuck(),
    });
  }

  onModuleDestroy(): void {
    this.remove?.();
  }

  private async stuck(): Promise<Sample[]> {
    const em = forkOf(this.em);
    const now = this.clock.now();
    const since = new Date(now.getTime() - this.settings.orderStuckSeconds * 1000);
    const paid = await em.count(Order, { status: OrderStatus.paid, paidAt: { $lte: since } });
    const pending = await em.count(Order, {
      status: OrderStatus.pendingPayment,
      dueAt: { $lte: since },
    });
    return [
      { labels: { state: OrderStatus.paid }, value: paid },
      { labels: { state: OrderStatus.pendingPayment }, value: pending },
    ];
  }
}
