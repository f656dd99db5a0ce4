import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock, DAY_MS, HOUR_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { updateRow } from '@course-plateform/common/persistence';
import { OrderSettings } from '../env';
import { FindingCause, FindingKind } from '../finding/finding.state';
import { Findings } from '../finding/findings.service';
import { PaymentEvent, PaymentEventStatus } from './payment-event.entity';

const FIRST_RETRY_MS = 5 * SECOND_MS;
const LONGEST_RETRY_MS = HOUR_MS;
/** After that nothing new will be found out; an admin sees it among the findings. */
const TRIED_MS = 3 * DAY_MS;

/** Why an event is tried again. */
interface Delay {
  readonly status: PaymentEventStatus.received | PaymentEventStatus.unmatched;
  readonly reason: string;
  /** What an admin sees when it stays so; undefined when it does not matter. */
  readonly cause?: FindingCause | undefined;
}

/** Takes down what has become of events, in the caller's unit of work. */
@Injectable()
export class PaymentEventOutcomes {
  constructor(
    private readonly findings: Findings,
    private readonly clock: RealClock,
    private readonly settings: OrderSettings,
  ) {}

  /** @param event as the job has read it: nobody else changes it, so it is not read again */
  async settle(
    em: EntityManager,
    event: PaymentEvent,
    status: PaymentEventStatus.handled | PaymentEventStatus.ignored,
  ): Promise<void> {
    const { id, attempts } = event;
    const gone = (): Error => new Error(`The event ${id} has been removed meanwhile`);
    await updateRow(em, PaymentEvent, { id }, PaymentEvent.settled(status), gone);
    if (attempts > 0) await this.findings.close(em, FindingKind.providerMismatch, id);
  }

  /** Tries again later, and later each time. */
  async delay(em: EntityManager, id: string, { status, reason, cause }: Delay): Promise<void> {
    const event = await em.findOneOrFail(PaymentEvent, { id });
    const now = this.clock.now().getTime();
    const age = now - event.receivedAt.getTime();
    const delay = Math.min(FIRST_RETRY_MS * 2 ** event.attempts, LONGEST_RETRY_MS);
    const isOver = age + delay > TRIED_MS;
    event.postpone(status, reason, isOver ? null : new Date(now + delay));
    if (!cause || age < this.settings.reconciliationPatienceSeconds * SECOND_MS) return;
    const about = { kind: FindingKind.providerMismatch, subject: id, aboutId: null, orderId: null };
    await this.findings.open(em, { ...about, cause, details: { message: reason } });
  }
}
