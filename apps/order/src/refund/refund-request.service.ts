import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { OrderNotFound } from '../order/order.errors';
import { RefundEligibility } from './refund-eligibility.service';
import { RefundableLines, lineOf } from './refundable-lines';
import { type RefundAssessment, RefundRefusal } from './refund-policy';
import {
  type RefundRequestCreateDto,
  type RefundRequestResponse,
  toRefundRequestResponse,
} from './refund-request.dto';
import { RefundRequest } from './refund-request.entity';
import { RefundNotEligible, RefundRequestOpenExists } from './refund.errors';

/** Takes refund requests. */
@Injectable()
export class RefundRequestService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lines: RefundableLines,
    private readonly eligibility: RefundEligibility,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for the money of a line of one's own order. Sends a request to the user-progress service.
   * @throws OrderNotFound, RefundLineUnknown, RefundRequestOpenExists, RefundNotEligible
   */
  async ask(
    { userId }: Caller,
    orderId: string,
    dto: RefundRequestCreateDto,
  ): Promise<RefundRequestResponse> {
    const rule = { owner: 'buyerId', notFound: OrderNotFound } as const;
    const seen = ownedBy({ userId }, await this.lines.findOrder(orderId), rule);
    const { lineId } = dto;
    const { courseId } = lineOf(seen, lineId);
    const shares = await this.eligibility.consumed({ buyerId: userId, courseIds: [courseId] });
    return this.unitOfWork.run(async (em) => {
      const { order, line } = await this.lines.lock(em, orderId, lineId);
      const assessment = await this.eligibility.assessLine(em, order, line, shares);
      assertEligible(assessment);
      const reason = dto.reason ?? null;
      const request = new RefundRequest({ line, reason, assessment, now: this.clock.now() });
      em.persist(request);
      return request;
    }, toRefundRequestResponse);
  }
}

/** @throws RefundRequestOpenExists, RefundNotEligible */
function assertEligible({ eligible, refusals }: RefundAssessment): void {
  if (eligible) return;
  if (refusals.includes(RefundRefusal.requestOpen)) throw new RefundRequestOpenExists();
  const reasons = [...refusals];
  throw new RefundNotEligible({ params: { reasons: reasons.join(', ') }, extensions: { reasons } });
}
