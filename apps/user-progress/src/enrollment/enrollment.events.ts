import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import {
  type DisputeClosed,
  type DisputeOpened,
  DisputeOutcome,
  type OrderEvent,
  type OrderLineRefunded,
  type OrderLineRevoked,
  disputeClosed,
  disputeOpened,
  orderLineRefunded,
  orderLineRevoked,
  orderPaid,
} from '@course-plateform/types/order';
import { GrantService } from './grant.service';
import { RefundEndService } from './refund-end.service';
import { SuspensionService } from './suspension.service';

@Injectable()
export class EnrollmentEventHandler {
  constructor(
    private readonly grants: GrantService,
    private readonly refunds: RefundEndService,
    private readonly suspensions: SuspensionService,
  ) {}

  @EventHandler(orderPaid, { consumer: 'enrollment-grant' })
  async grantEnrollments(event: EventEnvelope<OrderEvent>, em: EntityManager): Promise<void> {
    const affected = await this.grants.grantOrder(em, event.payload);
    for (const enrollment of affected) await this.suspensions.settle(em, enrollment);
  }

  @EventHandler(disputeOpened, { consumer: 'dispute-suspension' })
  suspendDisputed(event: EventEnvelope<DisputeOpened>, em: EntityManager): Promise<void> {
    const version = event.aggregateVersion;
    return this.suspensions.note(em, event.payload, { version, isOpen: true });
  }

  @EventHandler(disputeClosed, { consumer: 'dispute-restoration' })
  restoreDisputed(event: EventEnvelope<DisputeClosed>, em: EntityManager): Promise<void> {
    const isOpen = event.payload.outcome === DisputeOutcome.lost;
    return this.suspensions.note(em, event.payload, { version: event.aggregateVersion, isOpen });
  }

  @EventHandler(orderLineRefunded, { consumer: 'refund-end' })
  endRefunded(event: EventEnvelope<OrderLineRefunded>, em: EntityManager): Promise<void> {
    return this.endLine(em, event.payload);
  }

  @EventHandler(orderLineRevoked, { consumer: 'line-revocation' })
  endRevoked(event: EventEnvelope<OrderLineRevoked>, em: EntityManager): Promise<void> {
    return this.endLine(em, { ...event.payload, endsAccess: true });
  }

  /** Another line that pays for the course may be disputed, or not. */
  private async endLine(
    em: EntityManager,
    line: Pick<OrderLineRefunded, 'orderId' | 'lineId' | 'endsAccess'>,
  ): Promise<void> {
    const remaining = await this.refunds.end(em, line);
    if (remaining) await this.suspensions.settle(em, remaining);
  }
}
