import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import {
  type InitiatedPayment,
  type PaymentProvider,
  paymentKey,
} from '../payment-providers/payment-provider';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { type PayableOrder, PayableOrders, type SeenPayment } from './payable-orders';
import { type PaymentCreateDto, type PaymentResponse, toPaymentResponse } from './payment.dto';
import { Payment, PaymentStatus } from './payment.entity';
import { PaymentAlreadyPaid, PaymentInProgress, PaymentOrderOver } from './payment.errors';
import { PaymentRepository } from './payment.repository';
import { Settlement } from './settlement.service';

/** How often somebody else may begin another payment of the order while one is being begun. */
const MOST_ROUNDS = 5;

/** Somebody else has begun or ended a payment of the order since it was looked at. */
class Overtaken extends Error {}

/** Failures after which a payment that was just initiated is wanted by nobody. */
const UNWANTED_AFTER = [Overtaken, PaymentAlreadyPaid, PaymentOrderOver] as const;

/** What is to become the open payment of an order. */
interface Beginning {
  readonly order: PayableOrder;
  readonly provider: PaymentProvider;
  readonly number: number;
  /** None when the open payment is expected to be given again. */
  readonly initiated?: InitiatedPayment;
  /** The open payment that its provider does not take any more. */
  readonly cancelledId?: string;
}

/** Begins payments. */
@Injectable()
export class PaymentService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly providers: PaymentProviderRegistry,
    private readonly orders: PayableOrders,
    private readonly payments: PaymentRepository,
    private readonly settlement: Settlement,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a payment of an order, or gives the one that is open already. One by another method is cancelled first, at
   * its provider too; the payment that was chosen last is the one that is open.
   * @throws OrderNotFound when it is absent or somebody else's; PaymentAlreadyPaid, PaymentOrderOver,
   *   PaymentMethodUnavailable, PaymentProviderUnavailable; PaymentInProgress when the open payment cannot be cancelled
   *   any more; OrderAlreadyOwned when the buyer got one of the courses in another way
   */
  async start(
    caller: Pick<Caller, 'userId'>,
    orderId: string,
    { method }: PaymentCreateDto,
  ): Promise<PaymentResponse> {
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      const order = await this.orders.find(caller.userId, orderId);
      const provider = this.providers.offered(method, order.total);
      if (round === 1) await this.orders.assertNotOwned(order);
      const response = await this.attempt(order, provider);
      if (response) return response;
    }
    throw new PaymentInProgress({ retryAfter: 1 });
  }

  /** @returns undefined when things have changed meanwhile, so that they have to be looked at again */
  private async attempt(
    order: PayableOrder & { readonly latestPayment: SeenPayment | null },
    provider: PaymentProvider,
  ): Promise<PaymentResponse | undefined> {
    const latest = order.latestPayment;
    const number = (latest?.number ?? 0) + 1;
    if (latest?.status !== PaymentStatus.open) return this.initiate({ order, provider, number });
    const state = await this.standing(latest, provider);
    if (state === 'settled') return undefined;
    if (state === 'pending') return this.open({ order, provider, number });
    return this.initiate({ order, provider, number, cancelledId: latest.id });
  }

  /**
   * What the provider of the open payment says of it: by another method it is cancelled. Whoever dies after that finds
   * it cancelled the next time, whichever method is chosen then.
   * @throws PaymentInProgress when it is too late to cancel it
   */
  private async standing(open: SeenPayment, { method }: PaymentProvider) {
    const provider = this.providers.of(open.method);
    const isSame = open.method === method;
    const { reference } = open;
    const at = await (isSame ? provider.status(reference) : provider.cancel(reference));
    if (at.state === 'pending' && !isSame) throw new PaymentInProgress({ retryAfter: 1 });
    if (at.state === 'settled') {
      // It stays, though the request that found out is refused.
      await this.unitOfWork.runAside(async (em) => {
        const locked = await this.settlement.lock(em, open.id, open.method);
        const money = { kind: 'in_all', amount: at.received } as const;
        if (locked) await this.settlement.receive(em, locked, money);
      });
    }
    return at.state;
  }

  private async initiate(beginning: Beginning): Promise<PaymentResponse | undefined> {
    const { order, provider, number } = beginning;
    const key = paymentKey(order.id, number);
    // Before the unit of work: the provider may be far away, and the key makes a repeat find the same payment.
    const now = this.clock.now();
    const initiated = await provider.initiate({ key, amount: order.total, now });
    return this.open({ ...beginning, initiated });
  }

  private async open(beginning: Beginning): Promise<PaymentResponse | undefined> {
    const { provider, initiated } = beginning;
    try {
      return await this.unitOfWork.run((em) => this.store(em, beginning), toPaymentResponse);
    } catch (error) {
      // Nobody has heard of it. After any other failure it may be stored, or another try with its key is under way.
      const isUnwanted = UNWANTED_AFTER.some((reason) => error instanceof reason);
      if (isUnwanted && initiated) await provider.cancel(initiated.reference);
      if (error instanceof Overtaken) return undefined;
      throw error;
    }
  }

  private async store(em: EntityManager, beginning: Beginning): Promise<Payment> {
    const { provider, number, initiated, cancelledId } = beginning;
    const now = this.clock.now();
    const { buyerId, id } = beginning.order;
    const order = await this.orders.findLocked(em, buyerId, id);
    const latest = await this.payments.findLatest(id);
    const isToBeReplaced = latest?.id === cancelledId;
    if (latest?.isOpen && latest.method === provider.method && !isToBeReplaced) return latest;
    if (!initiated || (latest?.number ?? 0) !== number - 1) throw new Overtaken();
    // Still the last one, as when it was looked at: its provider has cancelled it since.
    if (latest?.isOpen) {
      latest.close(now);
      // The index of open payments must see that it is closed before the new one comes.
      await em.flush();
    }
    const { method } = provider;
    const payment = new Payment({ ...initiated, order, number, method, now });
    order.waitUntil(payment.dueAt);
    em.persist(payment);
    return payment;
  }
}
