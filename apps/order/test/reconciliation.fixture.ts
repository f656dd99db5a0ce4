import { newId } from '@course-plateform/common/kernel';
import { enrollmentGranted } from '@course-plateform/types/user-progress';
import type { OrderResponse } from '../src/order/order.dto';
import type { FindingResponse } from '../src/reconciliation/finding.dto';
import { ReconciliationService } from '../src/reconciliation/reconciliation.service';
import type { OrderFixture } from './order.fixture';

/** Longer than services may differ. */
export const PATIENCE_MS = 300_000;

/** What the reconciliation finds, and what admins do about it. */
export class ReconciliationSteps {
  constructor(private readonly fixture: OrderFixture) {}

  /** Lets the time pass that services have, and runs all checks. */
  async run(): Promise<void> {
    this.fixture.clock.advance(PATIENCE_MS);
    await this.fixture.service.get(ReconciliationService).run();
  }

  async findings(query: Record<string, string> = {}): Promise<FindingResponse[]> {
    const { fixture } = this;
    const list = fixture.get(fixture.admin, 'reconciliation/findings', { limit: 100, ...query });
    return (await list.expect(200)).body.items as FindingResponse[];
  }

  /** The open findings about an order, or another subject. */
  async about(name: string, query: Record<string, string> = {}): Promise<FindingResponse[]> {
    const findings = await this.findings(query);
    return findings.filter(({ orderId, subject }) => orderId === name || subject === name);
  }

  repair(findingId: string, body: object = {}) {
    const path = `reconciliation/findings/${findingId}/repairs`;
    return this.fixture.post(this.fixture.admin, path, body);
  }

  /** The user-progress service grants a line, and says so unless the event is lost. */
  async grant({ id: orderId, buyerId, lines }: Granted, isPublished = true): Promise<void> {
    for (const { id: orderLineId, courseId } of lines) {
      this.fixture.granted.add(orderLineId);
      const enrollmentId = newId();
      const learner = { enrollmentId, courseId, publication: 1, userId: buyerId };
      const event = { ...learner, orderId, orderLineId };
      const about = { aggregateId: enrollmentId };
      if (isPublished) await this.fixture.service.events.publish(enrollmentGranted, event, about);
    }
  }

  sql(text: string, values: readonly string[]): Promise<unknown> {
    return this.fixture.service
      .em()
      .getConnection()
      .execute(text, [...values]);
  }
}

type Granted = Pick<OrderResponse, 'id' | 'lines'> & { readonly buyerId: string };
