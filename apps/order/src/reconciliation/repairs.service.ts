import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { AT_ONCE, Clock, Money } from '@course-plateform/common/kernel';
import { Payment } from '../payment/payment.entity';
import { PaymentEvent } from '../payment-webhook/payment-event.entity';
import type { ReconciliationFinding } from '../finding/finding.entity';
import { FindingCause, FindingKind } from '../finding/finding.state';
import { Findings } from '../finding/findings.service';
import { LineRepair } from './line-repair.service';
import { RefundAdoption } from './refund-adoption.service';

/** How an admin wants something repaired. */
export interface RepairOrder {
  readonly by: string;
  readonly reason: string | null;
  readonly lineId: string | undefined;
}

/** What can be done about each kind of finding, in the caller's unit of work. */
@Injectable()
export class Repairs {
  constructor(
    private readonly lines: LineRepair,
    private readonly adoption: RefundAdoption,
    private readonly findings: Findings,
    private readonly clock: Clock,
  ) {}

  /** @throws FindingLineMissing, RefundLineUnknown, RefundExceedsRemainder */
  async repair(
    em: EntityManager,
    finding: ReconciliationFinding,
    order: RepairOrder,
  ): Promise<void> {
    const { kind, cause, subject, orderId } = finding;
    if (kind === FindingKind.paidNotEnrolled || kind === FindingKind.enrolledNotPaid) {
      if (orderId !== null) await this.lines.repair(em, orderId, subject, cause);
    } else if (cause === FindingCause.refundMadeElsewhere) {
      await this.adopt(em, finding, order);
    } else if (kind === FindingKind.providerMismatch) await this.compareAnew(em, finding);
    // Holds are released by the check that finds them.
  }

  private async adopt(
    em: EntityManager,
    { kind, subject: reference, orderId, details }: ReconciliationFinding,
    order: RepairOrder,
  ): Promise<void> {
    if (orderId === null) return;
    const amount = Money.of(details.amountMinor ?? 0, details.currency ?? '');
    await this.adoption.adopt(em, { ...order, orderId, reference, amount });
    await this.findings.close(em, kind, reference);
  }

  private async compareAnew(em: EntityManager, finding: ReconciliationFinding): Promise<void> {
    const { aboutId, subject } = finding;
    const payment = aboutId === null ? null : await em.findOne(Payment, { id: aboutId });
    payment?.verifySince(AT_ONCE);
    const event = aboutId === null ? await em.findOne(PaymentEvent, { id: subject }) : null;
    event?.retry(this.clock.now());
  }
}
