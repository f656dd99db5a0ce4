import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { RefundOpening } from './refund-opening.service';
import { RefundableLines } from './refundable-lines';
import {
  type RefundCompletionCreateDto,
  type RefundCreateDto,
  type RefundResponse,
  toRefundResponse,
} from './refund.dto';
import { ONE_REFUND_PER_BANK_REFERENCE } from './refund.entity';
import { RefundDuplicateBankReference, RefundNotByHand, RefundNotFound } from './refund.errors';
import { RefundRepository } from './refund.repository';
import { RefundSettlement } from './refund-settlement.service';

/** Refunds by admins: without a request, and by hand. */
@Injectable()
export class RefundService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lines: RefundableLines,
    private readonly opening: RefundOpening,
    private readonly settlement: RefundSettlement,
    private readonly refunds: RefundRepository,
  ) {}

  /** @throws OrderNotFound, RefundLineUnknown, RefundAmountInvalid, RefundExceedsRemainder */
  create(
    { userId: decidedBy }: Caller,
    orderId: string,
    { lineId, amount, endsAccess, reason }: RefundCreateDto,
  ): Promise<RefundResponse> {
    return this.unitOfWork.run(async (em) => {
      const { order, line } = await this.lines.lock(em, orderId, lineId);
      const rest = { reason: reason ?? null, requestId: null, decidedBy };
      const decision = { amount, endsAccess, ...rest };
      return this.opening.open(em, order, line, decision);
    }, toRefundResponse);
  }

  /**
   * Records that an admin has sent the money of a refund by bank transfer.
   * @throws RefundNotFound, RefundNotByHand, RefundDuplicateBankReference, TransitionNotAllowed when it is recorded
   */
  async complete(
    id: string,
    { bankReference }: RefundCompletionCreateDto,
  ): Promise<RefundResponse> {
    const seen = await this.refunds.find(id);
    if (!seen) throw new RefundNotFound();
    if (!seen.isByHand) throw new RefundNotByHand();
    const completed = this.unitOfWork.run(async (em) => {
      const locked = await this.settlement.lock(em, seen);
      await this.settlement.completeByHand(em, locked, bankReference);
      return locked.refund;
    }, toRefundResponse);
    return orWhenDuplicate(completed, {
      [ONE_REFUND_PER_BANK_REFERENCE]: () => new RefundDuplicateBankReference(),
    });
  }
}
