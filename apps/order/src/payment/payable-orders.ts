import type { EntityManager } from '@mikro-orm/core';
import type { Money } from '@course-plateform/common/kernel';
import type { InvoicedOrder } from '../invoice/invoice-content';
import type { OrderStepCause } from './order-step-cause';
import type { SoldLine } from '../ledger/sold-line';
import type { SeenPayment } from './seen-payment';

/** An order in the eyes of its payments. */
export interface PayableOrder {
  readonly id: string;
  readonly buyerId: string;
  readonly courseIds: readonly string[];
  readonly total: Money;
}

/** An order that nobody else changes until the transaction ends. */
export interface LockedOrder extends PayableOrder {
  /** Who gets what of its prices, if it is paid now. */
  readonly soldLines: readonly SoldLine[];
  /** What its invoice says, if it is paid now. Only of an order that was locked by its payment. */
  readonly invoiced: InvoicedOrder;
  /** Whether it waits for its payment at this time. */
  readonly awaitsPayment: boolean;
  /** Whether it ended without its payment. */
  readonly hasEnded: boolean;
  /** Takes it up again, to pay it at once. @returns false when the buyer has its courses by another order, or is about to */
  reopen(): Promise<boolean>;
  /** Waits longer, when a payment takes longer than the order would wait. */
  waitUntil(timestamp: Date): void;
  /** Its only open payment has paid it. */
  pay(): Promise<void>;
  /** Takes down in its history what has become of money for it. */
  note(cause: OrderStepCause): void;
  /** Its time may be up though no job has ended it yet: the clock decides, not the job. */
  expireIfOverdue(): Promise<void>;
}

/** Where payments meet orders: what they need is written here, and the orders provide it. */
export abstract class PayableOrders {
  /**
   * A buyer's own order that waits for its payment.
   * @throws OrderNotFound when it is absent or another user's; PaymentAlreadyPaid, PaymentOrderOver
   */
  abstract find(
    buyerId: string,
    id: string,
  ): Promise<PayableOrder & { readonly latestPayment: SeenPayment | null }>;

  /** The same, locked. Whoever touches payments of an order locks the order first. */
  abstract findLocked(em: EntityManager, buyerId: string, id: string): Promise<LockedOrder>;

  /** The order of a payment, in whichever state; null when there is no such payment. */
  abstract lockOf(
    em: EntityManager,
    payment: Pick<SeenPayment, 'id' | 'method'>,
  ): Promise<LockedOrder | null>;

  /**
   * Whether the buyer of an order that ended has none of its courses by now. Calls another service, so call it before the
   * unit of work.
   */
  abstract isStillWanted(id: string): Promise<boolean>;

  /**
   * Keeps a buyer from paying for a course that they got in another way since the order. Calls another service, so call it
   * before the unit of work.
   * @throws OrderAlreadyOwned
   */
  abstract assertNotOwned(order: PayableOrder): Promise<void>;
}
