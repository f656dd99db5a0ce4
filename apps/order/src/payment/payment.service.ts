import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { PaymentCreateDto } from '../payment-providers/payment-create.dto';
import {
  type InitiatedPayment,
  type PaymentProvider,
  paymentKey,
} from '../payment-providers/payment-provider';
import { PaymentTooManyAttempts } from '../payment-providers/payment-provider.errors';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { type PayableOrder, PayableOrders } from './payable-orders';
import { type StartedPaymentResponse, toStartedPaymentResponse } from './payment.dto';
import { Payment } from './payment.entity';
import { PaymentStatus } from './payment.state';
import { PaymentAlreadyPaid, PaymentInProgress, PaymentOrderOver } from './payment.errors';
import { PaymentRepository } from './payment.repository';
import type { SeenPayment } from './seen-payment';
import { PaymentReports } from './payment-reports.service';

/** How often another user may begin another payment of the order while one is being begun. */
const MOST_ROUNDS = 5;

/** Another user has begun or ended a payment of the order since it was looked at. */
class Conflicted extends Error {}

/** Failures after which a payment that was just initiated is wanted by nobody. */
const UNWANTED_AFTER = [Conflicted, PaymentAlreadyPaid, PaymentOrderOver] as const;

/** What is to become the open payment of an order. */
interface Beginning {
  readonly order: PayableOrder;
  readonly provider: PaymentProvider;
  readonly choice: PaymentCreateDto;
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
    private readonly reports: PaymentReports,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins a payment of an order, or returns the one that is open already. One by another method is canceled first, at
   * its provider too; the payment that was chosen last is the one that is open.
   * @throws OrderNotFound when it is absent or another user's; PaymentAlreadyPaid, PaymentOrderOver,
   *   PaymentMethodUnavailable, PaymentProviderUnavailable; PaymentInProgress when the open payment cannot be canceled
   *   any more; OrderAlreadyOwned when the buyer got one of the courses in another way
   */
  async start(
    caller: Pick<Caller, 'userId'>,
    orderId: string,
    choice: PaymentCreateDto,
  ): Promise<StartedPaymentResponse> {
    for (let round = 1; round <= MOST_ROUNDS; round += 1) {
      const order = await this.orders.find(caller.userId, orderId);
      const provider = this.providers.offered(choice.method, order.total);
      if (round === 1) await this.orders.assertNotOwned(order);
      const response = await this.attempt(order, provider, choice);
      if (response) return response;
    }
    throw new PaymentInProgress({ retryAfter: 1 });
  }

  /** @returns undefined when things have changed meanwhile, so that they have to be looked at again */
  private async attempt(
    order: PayableOrder & { readonly latestPayment: SeenPayment | null },
    provider: PaymentProvider,
    choice: PaymentCreateDto,
  ): Promise<StartedPaymentResponse | undefined> {
    const latest = order.latestPayment;
    const number = (latest?.number ?? 0) + 1;
    const beginning = { order, provider, choice, number };
    if ((latest?.failedAttempts ?? 0) >= provider.attemptsMax) {
      throw new PaymentTooManyAttempts({ params: { method: provider.method } });
    }
    if (latest?.status !== PaymentStatus.open) return this.initiate(beginning);
    const state = await this.standing({ ...latest, orderId: order.id }, provider, choice);
    if (state === 'settled') return undefined;
    if (state === 'pending') return this.open(beginning);
    return this.initiate({ ...beginning, cancelledId: latest.id });
  }

  /**
   * What the provider of the open payment says of it: by another method it is canceled. A process that dies after that finds
   * it canceled the next time, whichever method is chosen then.
   * @throws PaymentInProgress when it is too late to cancel it
   */
  private async standing(
    open: SeenPayment & { readonly orderId: string },
    wanted: PaymentProvider,
    choice: PaymentCreateDto,
  ) {
    const provider = this.providers.of(open.method);
    const isSame = serves(wanted, open, choice);
    const { reference } = open;
    const at = await (isSame ? provider.status(reference) : provider.cancel(reference));
    if (at.state === 'pending' && !isSame) throw new PaymentInProgress({ retryAfter: 1 });
    if (at.state === 'settled') {
      // It stays, though the request that found out is refused.
      await this.reports.take({ payment: open, standing: at });
    }
    return at.state;
  }

  private async initiate(beginning: Beginning): Promise<StartedPaymentResponse | undefined> {
    const { order, provider, number, choice } = beginning;
    const key = paymentKey(order.id, number);
    // Before the unit of work: the provider may be far away, and the key makes a repeat find the same payment.
    const now = this.clock.now();
    const { id: orderId, buyerId, total: amount } = order;
    const initiated = await provider.initiate({ key, orderId, buyerId, amount, choice, now });
    return this.open({ ...beginning, initiated });
  }

  private async open(beginning: Beginning): Promise<StartedPaymentResponse | undefined> {
    const { provider, initiated } = beginning;
    try {
      return await this.unitOfWork.run((em) => this.store(em, beginning), toStartedPaymentResponse);
    } catch (error) {
      // Nobody has heard of it. After any other failure it may be stored, or another try with its key is in progress.
      const isUnwanted = UNWANTED_AFTER.some((reason) => error instanceof reason);
      if (isUnwanted && initiated) await provider.cancel(initiated.reference);
      if (error instanceof Conflicted) return undefined;
      throw error;
    }
  }

  private async store(em: EntityManager, beginning: Beginning): Promise<Payment> {
    const { provider, choice, number, initiated, cancelledId } = beginning;
    const now = this.clock.now();
    const { buyerId, id } = beginning.order;
    const order = await this.orders.findLocked(em, buyerId, id);
    const latest = await this.payments.findLatest(id);
    const isToBeReplaced = latest?.id === cancelledId;
    if (latest?.isOpen && serves(provider, latest, choice) && !isToBeReplaced) return latest;
    if (!initiated || (latest?.number ?? 0) !== number - 1) throw new Conflicted();
    // Still the last one, as when it was looked at: its provider has canceled it since.
    if (latest?.isOpen) {
      this.reports.close(em, latest);
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

/** Whether the open payment is what the buyer chooses, so that it need not be canceled. */
function serves(
  provider: PaymentProvider,
  open: Pick<SeenPayment, 'method' | 'details'>,
  choice: PaymentCreateDto,
): boolean {
  return open.method === provider.method && provider.serves(open.details, choice);
}
