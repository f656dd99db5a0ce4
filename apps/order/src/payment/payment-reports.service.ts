import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { AttemptState, type PaymentAttempt } from '../payment-providers/payment-attempt';
import type {
  PaymentNotification,
  PaymentProvider,
  ProviderState,
} from '../payment-providers/payment-provider';
import { PayableOrders } from './payable-orders';
import type { Payment } from './payment.entity';
import { PaymentAttempts } from './payment-attempts.service';
import { PaymentRepository } from './payment.repository';
import { LateMoney, Settlement } from './settlement.service';

/** How a payment stands at its provider. */
export interface PaymentReport {
  readonly payment: Pick<Payment, 'id' | 'method' | 'orderId'>;
  readonly standing: ProviderState;
  /** Whether the provider reports that a try has failed. */
  readonly hasFailed?: boolean;
  /** The failed try because of which it was canceled there. */
  readonly lastTry?: PaymentAttempt | undefined;
}

/** What is stored in the same transaction as a report. */
type Also = (em: EntityManager, payment: Payment) => Promise<void> | void;

/** Takes in what providers say about payments, whether they report it or are asked. */
@Injectable()
export class PaymentReports {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly payments: PaymentRepository,
    private readonly settlement: Settlement,
    private readonly orders: PayableOrders,
    private readonly attempts: PaymentAttempts,
  ) {}

  /**
   * Finds out what a notification means. Notifications come in any order, so one that is not about money that is there
   * only says that something has changed: the provider is asked how the payment stands now. Too many failed tries end the
   * payment, at the provider too. Call it before the unit of work.
   * @returns undefined when there is no such payment
   * @throws PaymentProviderUnavailable
   */
  async read(
    provider: PaymentProvider,
    notification: PaymentNotification,
  ): Promise<PaymentReport | undefined> {
    const payment = await this.payments.findNotified(provider.method, notification);
    if (!payment) return undefined;
    const { received, chargeReference, hasFailed = false } = notification;
    if (received) {
      const money = { state: 'settled', received: received.amount } as const;
      const standing = chargeReference === undefined ? money : { ...money, chargeReference };
      return { payment, standing };
    }
    const standing = await provider.status(payment.reference);
    const attempt = standing.state === 'pending' ? standing.attempt : undefined;
    const isFailure = hasFailed && attempt?.state === AttemptState.failed;
    if (!isFailure || payment.failedAttempts + 1 < provider.attemptsMax) {
      return { payment, standing, hasFailed };
    }
    const ended = await provider.cancel(payment.reference);
    return { payment, standing: ended, hasFailed, lastTry: attempt };
  }

  /**
   * Stores what a report says: order, payment, transaction and event in one transaction. Asks another service about money
   * that came after its order had ended, so call it outside of a unit of work. It stays whatever becomes of a request.
   * @param also what else belongs into it
   */
  async take(report: PaymentReport, also: Also = () => undefined): Promise<void> {
    try {
      await this.unitOfWork.runAside((em) => this.store(em, report, also));
    } catch (error) {
      if (!(error instanceof LateMoney)) throw error;
      const isStillWanted = await this.orders.isStillWanted(report.payment.orderId);
      await this.unitOfWork.runAside((em) => this.store(em, report, also, isStillWanted));
    }
  }

  private async store(
    em: EntityManager,
    { standing, hasFailed = false, lastTry, payment: { id, method } }: PaymentReport,
    also: Also,
    isStillWanted?: boolean,
  ): Promise<void> {
    const locked = await this.settlement.lock(em, id, method);
    if (!locked) return;
    const { payment } = locked;
    if (standing.state === 'settled') {
      const { received: amount, chargeReference = payment.reference } = standing;
      const received = { kind: 'in_all', amount, isFinal: true } as const;
      await this.settlement.receive(em, locked, received, { chargeReference, isStillWanted });
    } else if (standing.state === 'pending') {
      const tried = { hasFailed, isLast: false };
      this.attempts.note(em, payment, standing.attempt ?? null, tried);
    } else if (payment.isOpen) {
      if (lastTry) this.attempts.note(em, payment, lastTry, { hasFailed, isLast: true });
      this.settlement.close(em, payment);
      payment.checkAt(null);
    }
    await also(em, payment);
  }
}
