import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { OrderLine } from '../order/order-line.entity';
import type { Order } from '../order/order.entity';
import { type ConsumedShares, RefundEligibility } from './refund-eligibility.service';
import { RefundableLines } from './refundable-lines';
import { RefundOpening } from './refund-opening.service';
import {
  type RefundDecisionCreateDto,
  RefundRequestDecision,
  type RefundRequestResponse,
  toRefundRequestResponse,
} from './refund-request.dto';
import { RefundRequest } from './refund-request.entity';
import { RefundReasonMissing } from './refund.errors';
import { RefundVerdicts } from './refund-verdicts.service';

/** Decides on refund requests. */
@Injectable()
export class RefundDecisionService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lines: RefundableLines,
    private readonly eligibility: RefundEligibility,
    private readonly opening: RefundOpening,
    private readonly verdicts: RefundVerdicts,
  ) {}

  /**
   * Approves a request with a refund, or rejects it. The policy is applied once more, as of the time of the request; an
   * admin may decide otherwise. Sends a request to the user-progress service.
   * @throws RefundRequestNotFound, RefundReasonMissing, RefundAmountInvalid, RefundExceedsRemainder,
   *   TransitionNotAllowed when it is decided already
   */
  async decide(
    caller: Caller,
    id: string,
    dto: RefundDecisionCreateDto,
  ): Promise<RefundRequestResponse> {
    const isRejected = dto.decision === RefundRequestDecision.reject;
    if (isRejected && dto.reason === undefined) throw new RefundReasonMissing();
    const seen = await this.lines.findRequest(id);
    const { buyerId, courseId, orderId, lineId } = seen;
    const shares = await this.eligibility.consumed({ buyerId, courseIds: [courseId] });
    return this.unitOfWork.run(async (em) => {
      const { order, line } = await this.lines.lock(em, orderId, lineId);
      const request = await em.findOneOrFail(RefundRequest, { id });
      await this.settle(em, { order, line, request, shares }, caller.userId, dto);
      return request;
    }, toRefundRequestResponse);
  }

  private async settle(
    em: EntityManager,
    { order, line, request, shares }: Decided,
    by: string,
    { decision, reason: note, amount, endsAccess }: RefundDecisionCreateDto,
  ): Promise<void> {
    const reason = note ?? null;
    const assessment = await this.eligibility.assessLine(em, order, line, shares, request);
    const verdict = { by, reason, assessment, refundId: null };
    if (decision === RefundRequestDecision.reject) {
      return this.verdicts.record(em, { request, line }, verdict);
    }
    request.assertOpen();
    const { id: requestId } = request;
    const wanted = { amount, endsAccess, reason, requestId, decidedBy: by };
    const { id: refundId } = await this.opening.open(em, order, line, wanted);
    this.verdicts.record(em, { request, line }, { ...verdict, refundId });
  }
}

/** A request with what is needed to decide on it. */
interface Decided {
  readonly order: Order;
  readonly line: OrderLine;
  readonly request: RefundRequest;
  readonly shares: ConsumedShares;
}
