import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { Permission } from '@course-plateform/types/platform';
import { enrollmentGetShares } from '@course-plateform/types/user-progress';
import { OrderSettings } from '../env';
import type { OrderLine } from '../order/order-line.entity';
import type { Order } from '../order/order.entity';
import { OrderNotFound } from '../order/order.errors';
import { type RefundAssessment, assess } from './refund-policy';
import type { RefundRequest } from './refund-request.entity';
import { RefundRepository } from './refund.repository';

/** How much of courses a buyer has learned, in percent by course. */
export type ConsumedShares = ReadonlyMap<string, number>;

/** Applies the refund policy to what is stored. */
@Injectable()
export class RefundEligibility {
  constructor(
    private readonly em: EntityManager,
    private readonly rpc: RpcClient,
    private readonly refunds: RefundRepository,
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /** What the policy says of each line. @throws OrderNotFound when it is absent or another user's */
  async ofOrder(caller: Caller, orderId: string): Promise<RefundAssessment[]> {
    const order = await this.ordered(caller, orderId);
    const courseIds = order.lines.map(({ courseId }) => courseId);
    const shares = await this.consumed({ buyerId: order.buyerId, courseIds });
    return this.assessAll(this.em, order, shares);
  }

  /** A caller's own order, or any for who decides on refunds. @throws OrderNotFound */
  async ordered(caller: Caller, orderId: string): Promise<Order> {
    return ownedBy(caller, await this.refunds.findOrder(orderId), {
      owner: 'buyerId',
      orWith: Permission.orderRefund,
      notFound: OrderNotFound,
    });
  }

  /** Sends a request to the user-progress service, so call it before the unit of work. */
  async consumed({
    buyerId,
    courseIds,
  }: {
    readonly buyerId: string;
    readonly courseIds: readonly string[];
  }): Promise<ConsumedShares> {
    const request = { userId: buyerId, courseIds: [...courseIds] };
    const { courses } = await this.rpc.request(enrollmentGetShares, request);
    return new Map(courses.map(({ courseId, percent }) => [courseId, percent]));
  }

  /** What the policy says of a line. @param request the one that is decided on */
  async assessLine(
    em: EntityManager,
    order: Order,
    line: OrderLine,
    shares: ConsumedShares,
    request?: RefundRequest,
  ): Promise<RefundAssessment> {
    const [assessment] = await this.assessAll(em, order, shares, { lines: [line], request });
    if (!assessment) throw new Error('Every line has an assessment');
    return assessment;
  }

  private async assessAll(
    em: EntityManager,
    order: Order,
    shares: ConsumedShares,
    { lines = order.lines.getItems(), request }: Requested = {},
  ): Promise<RefundAssessment[]> {
    const courseIds = lines.map(({ courseId }) => courseId);
    const payment = await this.refunds.findPayment(em, order.id);
    const refunds = await this.refunds.ofOrder(em, order.id);
    const open = await this.refunds.openRequests(em, order.id);
    const earlier = await this.refunds.earlierRefunds(em, order, courseIds);
    const requestedAt = request?.createdAt ?? this.clock.now();
    const { paidAt } = order;
    const paidMinor = payment?.amountMinor ?? null;
    return lines.map((line) => {
      const hasOpenRequest = open.some(
        ({ id, lineId }) => lineId === line.id && id !== request?.id,
      );
      const earlierRefunds = earlier.filter(({ courseId }) => courseId === line.courseId).length;
      const consumedPercent = shares.get(line.courseId) ?? 0;
      const known = { paidAt, paidMinor, refunds, hasOpenRequest, consumedPercent, earlierRefunds };
      return assess(line, { ...known, requestedAt }, this.settings);
    });
  }
}

interface Requested {
  readonly lines?: readonly OrderLine[];
  readonly request?: RefundRequest | undefined;
}
