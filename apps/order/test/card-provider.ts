import type { Money } from '@course-plateform/common/kernel';
import type { PaymentMethod } from '../src/payment-providers/payment-method';
import type {
  InitiatedPayment,
  PaymentCharge,
  PaymentNotification,
  PaymentProvider,
  ProviderState,
} from '../src/payment-providers/payment-provider';
import { PaymentProviderUnavailable } from '../src/payment-providers/payment-provider.errors';

/** A method that only the tests have: nothing outside of its provider may care which one it is. */
export const CARD = 'test_card' as PaymentMethod;

/** In the place of a company that takes cards: it remembers its payments, and can be unavailable. */
export class CardProvider implements PaymentProvider<PaymentNotification> {
  readonly method = CARD;
  readonly isConfigured = true;
  readonly attemptsMax = Infinity;
  readonly refunds = null;
  readonly states = new Map<string, ProviderState>();
  isUnavailable = false;
  /** Cards that are just being charged cannot be canceled. */
  isCharging = false;
  /** What else happens while the next payment is begun here. */
  meanwhile: (() => Promise<unknown>) | undefined;

  limitsIn(currency: string) {
    return currency === 'USD' ? { minimumMinor: 50, maximumMinor: 100_000 } : undefined;
  }

  serves(): boolean {
    return true;
  }

  async initiate({ key, now }: Pick<PaymentCharge, 'key' | 'now'>): Promise<InitiatedPayment> {
    const reference = `card ${key}`;
    if (this.isUnavailable) throw new PaymentProviderUnavailable();
    if (!this.states.has(reference)) this.states.set(reference, { state: 'pending' });
    const { meanwhile } = this;
    this.meanwhile = undefined;
    await meanwhile?.();
    const details = { accountHolder: 'Card', iban: key };
    return { reference, dueAt: now, details };
  }

  cancel(reference: string): Promise<ProviderState> {
    if (this.isUnavailable) return Promise.reject(new PaymentProviderUnavailable());
    const isPending = this.states.get(reference)?.state === 'pending';
    if (isPending && !this.isCharging) this.states.set(reference, { state: 'cancelled' });
    return this.status(reference);
  }

  status(reference: string): Promise<ProviderState> {
    const state = this.states.get(reference);
    return state ? Promise.resolve(state) : Promise.reject(new Error(`No payment ${reference}`));
  }

  parseNotification(message: PaymentNotification): PaymentNotification {
    return message;
  }

  /** The buyer has paid, and no message was sent. */
  settle(reference: string, received: Money): void {
    this.states.set(reference, { state: 'settled', received });
  }
}
