import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/**
 * What became of a paid order line: each leads to an enrolment once. A row that has ended without an enrolment is a
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

  constructor(orderLineId: string, orderId: string) {
    this.orderLineId = orderLineId;
    this.orderId = orderId;
  }

  get isEnded(): boolean {
    return this.endedAt !== null;
  }

  leadTo(enrollmentId: string): void {
    this.enrollmentId = enrollmentId;
  }
}
