import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, SECOND_MS } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import type { OrderLine } from '../order/order-line.entity';
import { OrderLifecycle } from '../order/order-lifecycle.service';
import type { Order } from '../order/order.entity';
import { OrderLineStatus, OrderStatus } from '../order/order.state';
import { FindingCause, FindingKind } from '../finding/finding.state';
import { type FindingDraft, Findings } from '../finding/findings.service';

/** Whether the user-progress service has granted a line; unknown while it is unavailable. */
export type LineAccess = 'granted' | 'none' | 'unknown';

/** How long a repair takes to show, in milliseconds. */
const SOON_MS = 30 * SECOND_MS;

/** Takes down lines whose access differs, and repairs what can be repaired without an admin. */
@Injectable()
export class LineRepair {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lifecycle: OrderLifecycle,
    private readonly findings: Findings,
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /** @param access as the user-progress service has said just before */
  check({ id, status, order: { id: orderId } }: OrderLine, access: LineAccess): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      const order = await this.lifecycle.lock(em, orderId);
      const line = order?.lines.find((one) => one.id === id);
      if (!order || !line) return;
      // It has changed since the user-progress service was asked: both are compared anew.
      if (line.status !== status) return line.recheck(this.clock.now());
      if (access === 'granted') this.lifecycle.fulfil(em, order, id);
      const draft = draftOf(order, line, access);
      if (!draft && access === 'unknown') return;
      await this.findings.sync(em, id, draft ? [draft] : []);
      line.recheck(draft ? this.soon : this.clock.now());
      if (draft) this.repairByItself(em, order, line, draft.cause);
    });
  }

  /** An admin has it repaired, in the caller's unit of work. */
  async repair(em: EntityManager, orderId: string, lineId: string, cause: FindingCause) {
    const order = await this.lifecycle.lock(em, orderId);
    if (!order) return;
    if (cause === FindingCause.enrollmentMissing) this.lifecycle.republishPaid(em, order);
    else this.lifecycle.revoke(em, order, lineId);
    order.line(lineId).recheck(this.soon);
  }

  /** What differs is compared again before it may be found for the first time. */
  private get soon(): Date {
    const patienceMs = this.settings.reconciliationPatienceSeconds * SECOND_MS;
    return new Date(this.clock.now().getTime() - Math.max(patienceMs - SOON_MS, 0));
  }

  /** What was never paid waits for an admin: it may be the order that is wrong. */
  private repairByItself(em: EntityManager, order: Order, line: OrderLine, cause: FindingCause) {
    if (cause === FindingCause.accessNotEnded) this.lifecycle.revoke(em, order, line.id);
    if (cause !== FindingCause.enrollmentMissing || order.status === OrderStatus.paid) return;
    // Orders that are `paid` have a job of their own.
    const since = this.clock.now().getTime() - this.settings.orderStuckSeconds * SECOND_MS;
    if ((order.paidPublishedAt?.getTime() ?? 0) > since) return;
    this.lifecycle.republishPaid(em, order);
  }
}

/** What differs; undefined when nothing does, or nobody can say. */
function draftOf(order: Order, line: OrderLine, access: LineAccess): FindingDraft | undefined {
  const about = { subject: line.id, aboutId: line.id, orderId: order.id };
  if (line.givesAccess) {
    const isMissing =
      access === 'none' || (access === 'unknown' && line.status === OrderLineStatus.paid);
    if (!isMissing) return undefined;
    return { ...about, kind: FindingKind.paidNotEnrolled, cause: FindingCause.enrollmentMissing };
  }
  if (access !== 'granted') return undefined;
  const cause = line.isRefunded ? FindingCause.accessNotEnded : FindingCause.neverPaid;
  return { ...about, kind: FindingKind.enrolledNotPaid, cause };
}
