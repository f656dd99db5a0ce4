import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { OrderLine } from '../order/order-line.entity';
import type { Order } from '../order/order.entity';
import { OrderNotFound } from '../order/order.errors';
import { OrderLifecycle } from '../order/order-lifecycle.service';
import type { RefundRequest } from './refund-request.entity';
import { RefundLineUnknown, RefundRequestNotFound } from './refund.errors';
import { RefundRepository } from './refund.repository';

/** The lines that refunds are about. */
@Injectable()
export class RefundableLines {
  constructor(
    private readonly lifecycle: OrderLifecycle,
    private readonly refunds: RefundRepository,
  ) {}

  /** An order with its lines, unlocked. */
  findOrder(id: string): Promise<Order | null> {
    return this.refunds.findOrder(id);
  }

  /** @throws RefundRequestNotFound */
  async findRequest(id: string): Promise<RefundRequest> {
    const request = await this.refunds.findRequest(id);
    if (!request) throw new RefundRequestNotFound();
    return request;
  }

  /**
   * A line with its order, which nobody else changes until the transaction ends: whoever opens a refund holds this lock,
   * so that all of them together never give back more than was paid.
   * @throws OrderNotFound, RefundLineUnknown
   */
  async lock(
    em: EntityManager,
    orderId: string,
    lineId: string,
  ): Promise<{ order: Order; line: OrderLine }> {
    const order = await this.lifecycle.lock(em, orderId);
    if (!order) throw new OrderNotFound();
    return { order, line: lineOf(order, lineId) };
  }
}

/** @throws RefundLineUnknown */
export function lineOf(order: Order, lineId: string): OrderLine {
  const line = order.lines.find(({ id }) => id === lineId);
  if (!line) throw new RefundLineUnknown();
  return line;
}
