import type { EntityManager } from '@mikro-orm/core';
import type { Money } from '@course-plateform/common/kernel';
import type { PaymentMethod } from '../payment-providers/payment-method';
import type { PaymentStatus } from './payment.entity';

/** An order in the eyes of its payments. */
export interface PayableOrder {
  readonly id: string;
  readonly buyerId: string;
  readonly courseIds: readonly string[];
  readonly total: Money;
}

/** A payment of an order, as somebody saw it who locked nothing. */
export interface SeenPayment {
  readonly id: string;
  /** From 1, in the order they were begun. */
  readonly number: number;
  readonly method: PaymentMethod;
  readonly status: PaymentStatus;
  readonly reference: string;
}

/** An order that nobody else changes until the transaction ends. */
export interface LockedOrder extends PayableOrder {
  /** Whether it waits for its payment at this moment. */
  readonly awaitsPayment: boolean;
  /** Waits longer, when a payment takes longer than the order would wait. */
  waitUntil(moment: Date): void;
  /** Its only open payment has paid it. */
  pay(): void;
  /** Its time may be up though no job has ended it yet: the clock decides, not the job. */
  expireIfOverdue(): Promise<void>;
}

/** Where payments meet orders: what they need is written here, and the orders provide it. */
export abstract class PayableOrders {
  /**
   * A buyer's own order that waits for its payment.
   * @throws OrderNotFound when it is absent or somebody else's; PaymentAlreadyPaid, PaymentOrderOver
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
   * Keeps a buyer from paying for a course that they got in another way since the order. Asks another service; call it
   * before the unit of work.
   * @throws OrderAlreadyOwned
   */
  abstract assertNotOwned(order: PayableOrder): Promise<void>;
}
