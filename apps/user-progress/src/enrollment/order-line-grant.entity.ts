import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** What is known of a dispute about a line. */
interface LineDispute {
  /** Of the dispute, so that the order of events does not matter. */
  readonly version: number;
  readonly isOpen: boolean;
}

/**
 * What became of a paid order line: each leads to an enrollment once. A row that has ended without an enrollment is a
 * tombstone: the line was taken back before it was granted, and a grant that comes late has no effect.
 */
@Entity({ tableName: 'order_line_grant' })
export class OrderLineGrant {
  @PrimaryKey({ type: 'uuid' })
  readonly orderLineId: string;

  @Property({ type: 'uuid' })
  readonly orderId: string;

  @Property({ type: 'uuid', nullable: true, index: true })
  enrollmentId: string | null = null;

  @Property({ type: 'datetime', nullable: true })
  endedAt: Date | null = null;

  /** By dispute; null when there was none. */
  @Property({ type: 'json', nullable: true })
  disputes: Readonly<Record<string, LineDispute>> | null = null;

  constructor(orderLineId: string, orderId: string) {
    this.orderLineId = orderLineId;
    this.orderId = orderId;
  }

  get isEnded(): boolean {
    return this.endedAt !== null;
  }

  /** Whether the payment for it is disputed, or the dispute was lost. */
  get isDisputed(): boolean {
    return Object.values(this.disputes ?? {}).some(({ isOpen }) => isOpen);
  }

  /** Takes in how a dispute stands, unless something newer is known. */
  noteDispute(disputeId: string, dispute: LineDispute): void {
    const known = this.disputes?.[disputeId];
    if (known && known.version >= dispute.version) return;
    this.disputes = { ...this.disputes, [disputeId]: dispute };
  }

  /** The line was taken back: it gives no access any more, and never will. */
  end(now: Date): void {
    this.endedAt = now;
  }

  linkTo(enrollmentId: string): void {
    this.enrollmentId = enrollmentId;
  }
}
