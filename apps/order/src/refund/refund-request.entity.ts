import { Entity, Index, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { transition } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import { OrderLine } from '../order/order-line.entity';
import { Order } from '../order/order.entity';
import type { RefundAssessment } from './refund-policy';
import { REFUND_REQUEST_TRANSITIONS, RefundRequestStatus } from './refund.state';

/** The index that keeps a line at one open request. */
export const ONE_OPEN_REQUEST = 'refund_request_line_id_open';

/** A buyer's wish to get the money for a line back. */
@Entity({ tableName: 'refund_request' })
@Index({
  name: ONE_OPEN_REQUEST,
  expression: `create unique index "${ONE_OPEN_REQUEST}" on "refund_request" ("line_id") where "status" = 'open'`,
})
@Index({ name: 'refund_request_order_id_created_at', properties: ['orderId', 'createdAt', 'id'] })
@Index({ name: 'refund_request_created_at', properties: ['createdAt', 'id'] })
@Index({ name: 'refund_request_status_created_at', properties: ['status', 'createdAt', 'id'] })
@Index({ name: 'refund_request_buyer_id_created_at', properties: ['buyerId', 'createdAt', 'id'] })
@Index({
  name: 'refund_request_buyer_id_status_created_at',
  properties: ['buyerId', 'status', 'createdAt', 'id'],
})
export class RefundRequest extends Aggregate {
  @ManyToOne({ entity: () => Order, mapToPk: true, fieldName: 'order_id' })
  readonly orderId: string;

  @ManyToOne({ entity: () => OrderLine, mapToPk: true, fieldName: 'line_id' })
  readonly lineId: string;

  @Property({ type: 'uuid' })
  readonly buyerId: string;

  @Property({ type: 'uuid' })
  readonly courseId: string;

  /** In the words of the buyer. */
  @Property({ type: 'text', nullable: true })
  readonly reason: string | null;

  @Property({ type: 'text' })
  status: RefundRequestStatus = RefundRequestStatus.open;

  /** What the policy says of the line: as it was requested, and later as it was decided. */
  @Property({ type: 'json' })
  assessment: RefundAssessment;

  @Property({ type: 'uuid', nullable: true })
  decidedBy: string | null = null;

  @Property({ type: 'datetime', nullable: true })
  decidedAt: Date | null = null;

  @Property({ type: 'text', nullable: true })
  decisionReason: string | null = null;

  @Property({ type: 'uuid', nullable: true })
  refundId: string | null = null;

  constructor(request: {
    line: OrderLine;
    reason: string | null;
    assessment: RefundAssessment;
    now: Date;
  }) {
    super(request.now);
    const { line } = request;
    this.orderId = line.order.id;
    this.lineId = line.id;
    this.buyerId = line.buyerId;
    this.courseId = line.courseId;
    this.reason = request.reason;
    this.assessment = request.assessment;
  }

  /** @throws TransitionNotAllowed when it is decided already */
  assertOpen(): void {
    transition(REFUND_REQUEST_TRANSITIONS, this.status, RefundRequestStatus.approved);
  }

  /** @throws TransitionNotAllowed when it is decided already */
  decide(
    status: RefundRequestStatus.approved | RefundRequestStatus.rejected,
    decision: {
      by: string;
      reason: string | null;
      refundId: string | null;
      assessment: RefundAssessment;
      now: Date;
    },
  ): void {
    this.status = transition(REFUND_REQUEST_TRANSITIONS, this.status, status);
    this.decidedBy = decision.by;
    this.decidedAt = decision.now;
    this.decisionReason = decision.reason;
    this.refundId = decision.refundId;
    this.assessment = decision.assessment;
    this.updatedAt = decision.now;
  }
}
