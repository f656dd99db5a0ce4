import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { RefundEligibility } from './refund-eligibility.service';
import {
  type RefundEligibilityResponse,
  type RefundRequestListQuery,
  type RefundRequestPageResponse,
  type RefundRequestResponse,
  toRefundAssessmentResponse,
  toRefundRequestResponse,
} from './refund-request.dto';
import {
  type RefundListQuery,
  type RefundPageResponse,
  type RefundResponse,
  toRefundResponse,
} from './refund.dto';
import { RefundNotFound, RefundRequestNotFound } from './refund.errors';
import { RefundRepository } from './refund.repository';

/** A buyer's own, or any for who decides on refunds. */
const VISIBLE = { owner: 'buyerId', orWith: Permission.orderRefund } as const;

/** Reads refunds and refund requests. */
@Injectable()
export class RefundQueryService {
  constructor(
    private readonly eligibility: RefundEligibility,
    private readonly refunds: RefundRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws OrderNotFound when it is absent or another user's */
  async eligibilityOf(caller: Caller, orderId: string): Promise<RefundEligibilityResponse> {
    const lines = await this.eligibility.ofOrder(caller, orderId);
    return { orderId, lines: lines.map(toRefundAssessmentResponse) };
  }

  /** @throws RefundNotFound when it is absent or another user's */
  async get(caller: Caller, id: string): Promise<RefundResponse> {
    const rule = { ...VISIBLE, notFound: RefundNotFound };
    return toRefundResponse(ownedBy(caller, await this.refunds.find(id), rule));
  }

  /** @throws RefundRequestNotFound when it is absent or another user's */
  async getRequest(caller: Caller, id: string): Promise<RefundRequestResponse> {
    const rule = { ...VISIBLE, notFound: RefundRequestNotFound };
    return toRefundRequestResponse(ownedBy(caller, await this.refunds.findRequest(id), rule));
  }

  /** The caller's own refunds, or those of everybody. */
  async list(caller: Caller, query: RefundListQuery): Promise<RefundPageResponse> {
    const { orderId, status } = query;
    const filter = { ...visibleTo(caller), ...ofOrder(orderId), ...(status ? { status } : {}) };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.refunds.page(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toRefundResponse);
  }

  /** The caller's own requests, or those of everybody. */
  async listRequests(
    caller: Caller,
    query: RefundRequestListQuery,
  ): Promise<RefundRequestPageResponse> {
    const { orderId, status } = query;
    const filter = { ...visibleTo(caller), ...ofOrder(orderId), ...(status ? { status } : {}) };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.refunds.pageOfRequests(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toRefundRequestResponse);
  }
}

function visibleTo({ userId, permissions }: Caller): { buyerId?: string } {
  return permissions.has(Permission.orderRefund) ? {} : { buyerId: userId };
}

function ofOrder(orderId: string | undefined): { orderId?: string } {
  return orderId === undefined ? {} : { orderId };
}
