import { Injectable } from '@nestjs/common';
import { RpcClient } from '@course-plateform/common/rpc';
import { signInGetRecent } from '@course-plateform/types/auth';
import { type LearnedCourse, enrollmentGetActivity } from '@course-plateform/types/user-progress';
import { Money } from '@course-plateform/common/kernel';
import type { OrderLine } from '../order/order-line.entity';
import type { Dispute } from '../payment/dispute.entity';
import { toTransactionResponse } from '../transaction/transaction.dto';
import type { CourseEvidence, DisputeEvidenceResponse } from './dispute.dto';
import { DisputeRepository } from './dispute.repository';

/** Gathers what shows that a buyer has got and used what they paid for. */
@Injectable()
export class DisputeEvidencePack {
  constructor(
    private readonly rpc: RpcClient,
    private readonly disputes: DisputeRepository,
  ) {}

  /** Sends requests to the auth and user-progress services, so call it outside of a unit of work. */
  async of(dispute: Dispute): Promise<DisputeEvidenceResponse> {
    const { buyerId: userId } = dispute;
    const { order, transactions } = await this.disputes.receiptsOf(dispute);
    const courseIds = order.lines.map(({ courseId }) => courseId);
    const [{ signIns }, { courses }] = await Promise.all([
      this.rpc.request(signInGetRecent, { userId }),
      this.rpc.request(enrollmentGetActivity, { userId, courseIds }),
    ]);
    return {
      disputeId: dispute.id,
      orderId: order.id,
      orderedAt: order.createdAt.toISOString(),
      paidAt: order.paidAt?.toISOString() ?? null,
      courses: order.lines.map((line) =>
        toCourseEvidence(
          line,
          courses.find(({ courseId }) => courseId === line.courseId),
        ),
      ),
      receipts: transactions.map(toTransactionResponse),
      signIns,
    };
  }
}

/** Of a course in which the buyer was never enrolled. */
const NOTHING_LEARNED = {
  enrollmentStatus: null,
  percent: 0,
  completedLessons: 0,
  enrolledAt: null,
  firstCompletionAt: null,
  lastCompletionAt: null,
  completedAt: null,
} as const;

function toCourseEvidence(line: OrderLine, learned: LearnedCourse | undefined): CourseEvidence {
  const { courseId, title, currency } = line;
  const refunded = Money.of(line.refundedMinor, currency).toJSON();
  const sold = { courseId, title, price: line.price.toJSON(), refunded };
  if (!learned) return { ...sold, ...NOTHING_LEARNED };
  const { status: enrollmentStatus, courseId: _courseId, ...activity } = learned;
  return { ...sold, ...activity, enrollmentStatus };
}
