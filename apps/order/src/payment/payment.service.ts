import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { OrderEligibility } from '../order/order-eligibility.service';
import { OrderLifecycle } from '../order/order-lifecycle.service';
import type { Order } from '../order/order.entity';
import { OrderNotFound } from '../order/order.errors';
import { OrderStatus } from '../order/order.state';
import { PaymentMethodRegistry } from './payment-method.registry';
import { type PaymentCreateDto, type PaymentResponse, toPaymentResponse } from './payment.dto';
import { Payment } from './payment.entity';
import { PaymentAlreadyPaid, PaymentOrderOver } from './payment.errors';
import { PaymentRepository } from './payment.repository';
import { type PaymentInstructions, type PaymentStrategy, paymentKey } from './payment.strategy';

/** Begins payments. */
@Injectable()
export class PaymentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly methods: PaymentMethodRegistry,
    private readonly eligibility: OrderEligibility,
    private readonly lifecycle: OrderLifecycle,
    private readonly payments: PaymentRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a payment of an order, or gives the one that is open already.
   * @throws OrderNotFound when it is absent or somebody else's; PaymentAlreadyPaid, PaymentOrderOver,
   *   PaymentMethodUnavailable; OrderAlreadyOwned when the buyer got one of the courses in another way
   */
  async start(caller: Caller, orderId: string, dto: PaymentCreateDto): Promise<PaymentResponse> {
    const order = this.payable(caller, await this.payments.findOrder(orderId));
    const strategy = this.methods.get(dto.method);
    const courseIds = order.lines.map(({ courseId }) => courseId);
    await this.eligibility.assertNotOwned(caller.userId, courseIds);
    const now = this.clock.now();
    const latest = await this.payments.findLatest(orderId);
    const number = latest === null ? 1 : latest.number + (latest.isOpen ? 0 : 1);
    // Before the unit of work: the provider may be far away, and the key makes a repeat find the same payment.
    const key = paymentKey(orderId, number);
    const instructions = await strategy.start({ key, amount: order.total, now });
    return this.unitOfWork.run(async (em) => {
      const locked = this.payable(caller, await this.lifecycle.lock(em, orderId));
      const open = await em.findOne(Payment, { orderId, number });
      return open ?? this.open(em, locked, { strategy, number, instructions });
    }, toPaymentResponse);
  }

  private open(
    em: EntityManager,
    order: Order,
    begun: { strategy: PaymentStrategy; number: number; instructions: PaymentInstructions },
  ): Payment {
    const now = this.clock.now();
    const { strategy, number, instructions } = begun;
    const payment = new Payment({ order, number, method: strategy.method, ...instructions, now });
    order.waitUntil(payment.dueAt, now);
    em.persist(payment);
    return payment;
  }

  private payable(caller: Caller, order: Order | null): Order {
    if (!order?.isBy(caller.userId)) throw new OrderNotFound();
    if (order.wasPaid) throw new PaymentAlreadyPaid();
    if (order.isAwaitingPayment(this.clock.now())) return order;
    const over = order.status === OrderStatus.pendingPayment ? OrderStatus.expired : order.status;
    throw new PaymentOrderOver({ extensions: { orderStatus: over } });
  }
}
