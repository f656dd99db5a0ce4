import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { toPaymentResponse } from '../payment/payment.dto';
import {
  type OrderListQuery,
  type OrderPageResponse,
  type OrderResponse,
  toOrderResponse,
  toOrderSummaryResponse,
} from './order.dto';
import { OrderNotFound } from './order.errors';
import { OrderRepository } from './order.repository';

/** Reads orders. */
@Injectable()
export class OrderQueryService {
  constructor(
    private readonly orders: OrderRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws OrderNotFound when it is absent or another user's */
  async get(caller: Caller, id: string): Promise<OrderResponse> {
    const order = await this.orders.read(id, caller.userId);
    if (!order) throw new OrderNotFound();
    return toOrderResponse(order, order.payments.map(toPaymentResponse));
  }

  /** The caller's orders, newest first. */
  async list(caller: Caller, query: OrderListQuery): Promise<OrderPageResponse> {
    const { status } = query;
    const filter = { buyerId: caller.userId, ...(status === undefined ? {} : { status }) };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.orders.page(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toOrderSummaryResponse);
  }
}
