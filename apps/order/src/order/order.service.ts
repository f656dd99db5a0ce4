import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { OrderPayments } from '../payment/order-payments.service';
import { OrderLifecycle } from './order-lifecycle.service';
import { type OrderResponse, toOrderResponse } from './order.dto';
import { OrderNotFound } from './order.errors';

/** Changes orders at the wish of their buyers. */
@Injectable()
export class OrderService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly lifecycle: OrderLifecycle,
    private readonly payments: OrderPayments,
  ) {}

  /** @throws OrderNotFound when it is absent or another user's; TransitionNotAllowed once it is paid or over */
  cancel(caller: Pick<Caller, 'userId'>, id: string): Promise<OrderResponse> {
    return this.unitOfWork.run(
      async (em) => {
        const rule = { owner: 'buyerId', notFound: OrderNotFound } as const;
        const order = ownedBy(caller, await this.lifecycle.lock(em, id), rule);
        await this.lifecycle.cancel(em, order);
        return order;
      },
      async (order) => toOrderResponse(order, await this.payments.of(order.id)),
    );
  }
}
