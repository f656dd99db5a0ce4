import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { PaymentCreateDto } from '../payment-providers/payment-create.dto';
import type { InitiatedPayment, PaymentProvider } from '../payment-providers/payment-provider';
import { type PayableOrder, PayableOrders } from './payable-orders';
import { type StartedPaymentResponse, toStartedPaymentResponse } from './payment.dto';
import { Payment } from './payment.entity';
import { PaymentAlreadyPaid, PaymentOrderOver } from './payment.errors';
import { PaymentRepository } from './payment.repository';
import { PaymentReviews } from './payment-reviews.service';
import type { SeenPayment } from './seen-payment';

/** Another user has begun or ended a payment of the order since it was looked at. */
class Conflicted extends Error {}

/** Failures after which a payment that was just initiated is wanted by nobody. */
const UNWANTED_AFTER = [Conflicted, PaymentAlreadyPaid, PaymentOrderOver] as const;

/** What is to become the open payment of an order. */
export interface Beginning {
  readonly order: PayableOrder;
  readonly provider: PaymentProvider;
  readonly choice: PaymentCreateDto;
  readonly number: number;
  /** None when the open payment is expected to be given again. */
  readonly initiated?: InitiatedPayment;
  /** The open payment that its provider does not take any more. */
  readonly cancelledId?: string;
}

/** Stores payments that their provider has initiated. */
@Injectable()
export class PaymentOpening {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly orders: PayableOrders,
    private readonly payments: PaymentRepository,
    private readonly reviews: PaymentReviews,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a payment as the open one of its order, or returns the one that is open already.
   * @returns undefined when another user has begun or ended a payment meanwhile
   * @throws PaymentAlreadyPaid, PaymentOrderOver
   */
  async open(beginning: Beginning): Promise<StartedPaymentResponse | undefined> {
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
    const { buyerId, id } = beginning.order;
    const order = await this.orders.findLocked(em, buyerId, id);
    const latest = await this.payments.findLatest(id);
    const isToBeReplaced = latest?.id === cancelledId;
    if (latest?.isOpen && serves(provider, latest, choice) && !isToBeReplaced) return latest;
    if (!initiated || (latest?.number ?? 0) !== number - 1) throw new Conflicted();
    // Still the last one, as when it was looked at: its provider has canceled it since.
    if (latest?.isOpen) {
      this.reviews.close(em, latest);
      // The index of open payments must see that it is closed before the new one comes.
      await em.flush();
    }
    const { method } = provider;
    const now = this.clock.now();
    const payment = new Payment({ ...initiated, order, number, method, now });
    order.waitUntil(payment.dueAt);
    em.persist(payment);
    return payment;
  }
}

/** Whether the open payment is what the buyer chooses, so that it need not be canceled. */
export function serves(
  provider: PaymentProvider,
  open: Pick<SeenPayment, 'method' | 'details'>,
  choice: PaymentCreateDto,
): boolean {
  return open.method === provider.method && provider.serves(open.details, choice);
}
