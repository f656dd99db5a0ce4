import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import type { PaymentCreateDto } from '../payment-providers/payment-create.dto';
import { type PaymentProvider, paymentKey } from '../payment-providers/payment-provider';
import { PaymentTooManyAttempts } from '../payment-providers/payment-provider.errors';
import { PaymentProviderRegistry } from '../payment-providers/payment-provider.registry';
import { type PayableOrder, PayableOrders } from './payable-orders';
import type { StartedPaymentResponse } from './payment.dto';
import { PaymentInProgress } from './payment.errors';
import { type Beginning, PaymentOpening, serves } from './payment-opening.service';
import { PaymentReports } from './payment-reports.service';
import { PaymentStatus } from './payment.state';
import type { SeenPayment } from './seen-payment';

/** How often another user may begin another payment of the order while one is being begun. */
const MOST_ROUNDS = 5;

/** Begins payments. */
@Injectable()
export class PaymentService {
  constructor(
    private readonly providers: PaymentProviderRegistry,
    private readonly orders: PayableOrders,
    private readonly reports: PaymentReports,
    private readonly opening: PaymentOpening,
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
    if (state === 'pending') return this.opening.open(beginning);
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
    return this.opening.open({ ...beginning, initiated });
  }
}
