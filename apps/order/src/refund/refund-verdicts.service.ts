import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { BuyerMails } from '../buyer-mail/buyer-mails.service';
import type { OrderLine } from '../order/order-line.entity';
import type { RefundAssessment } from './refund-policy';
import type { RefundRequest } from './refund-request.entity';
import { RefundRequestStatus } from './refund.state';

/** What was decided on a refund request. */
export interface RefundVerdict {
  readonly by: string;
  readonly reason: string | null;
  readonly assessment: RefundAssessment;
  /** The refund that follows; null when the request is rejected. */
  readonly refundId: string | null;
}

/** Records decisions on refund requests, and writes to the buyers about them. */
@Injectable()
export class RefundVerdicts {
  constructor(
    private readonly mails: BuyerMails,
    private readonly clock: Clock,
  ) {}

  /** @throws TransitionNotAllowed when the request is decided already */
  record(
    em: EntityManager,
    { request, line }: { readonly request: RefundRequest; readonly line: OrderLine },
    verdict: RefundVerdict,
  ): void {
    const isApproved = verdict.refundId !== null;
    const status = isApproved ? RefundRequestStatus.approved : RefundRequestStatus.rejected;
    request.decide(status, { ...verdict, now: this.clock.now() });
    this.mails.refundDecided(em, request, {
      course: line.title,
      decision: isApproved ? 'approve' : 'reject',
      reason: verdict.reason,
    });
  }
}
