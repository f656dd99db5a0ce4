import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Money, DAY_MS } from '@course-plateform/common/kernel';
import { OrderSettings } from '../../env';
import { PaymentMethod } from '../payment-method';
import type {
  AmountLimits,
  InitiatedPayment,
  PaymentCharge,
  PaymentNotification,
  PaymentProvider,
  ProviderState,
  ReceivedMoney,
} from '../payment-provider';
import { PaymentProviderRegistry } from '../payment-provider.registry';

/** Crockford's alphabet: no letters that are taken for digits when users copy a reference by hand. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const REFERENCE_LENGTH = 12;

/** A line of the bank statement that a user has assigned to a payment. */
export interface StatementLine {
  readonly reference: string;
  readonly amount: Money;
}

/** Payment by bank transfer: the buyer sends the money with a reference, an admin confirms what arrives. */
@Injectable()
export class BankTransferProvider implements PaymentProvider<StatementLine> {
  readonly method = PaymentMethod.bankTransfer;
  readonly attemptsMax = Infinity;
  readonly refunds = null;

  constructor(
    private readonly settings: OrderSettings,
    registry: PaymentProviderRegistry,
  ) {
    registry.register(this);
  }

  get isConfigured(): boolean {
    return this.settings.bankTransferEnabled;
  }

  limitsIn(currency: string): AmountLimits | undefined {
    const { bankTransferCurrencies: taken } = this.settings;
    return taken.length === 0 || taken.includes(currency) ? { minimumMinor: 1 } : undefined;
  }

  serves(): boolean {
    return true;
  }

  initiate({ key, now }: Pick<PaymentCharge, 'key' | 'now'>): Promise<InitiatedPayment> {
    const { bankAccountHolder: accountHolder, bankIban: iban, bankTransferDueDays } = this.settings;
    return Promise.resolve({
      reference: referenceOf(key),
      dueAt: new Date(now.getTime() + bankTransferDueDays * DAY_MS),
      details: { accountHolder, iban },
    });
  }

  /** Nothing to do at the bank: money that arrives all the same goes to review. */
  cancel(): Promise<ProviderState> {
    return Promise.resolve({ state: 'cancelled' });
  }

  /** The account cannot be queried: an admin confirms what arrives. */
  status(): Promise<ProviderState> {
    return Promise.resolve({ state: 'pending' });
  }

  parseNotification({
    reference,
    amount,
  }: StatementLine): PaymentNotification & { readonly received: ReceivedMoney } {
    return { reference, received: { kind: 'addition', amount } };
  }
}

/** 60 bits of the key's hash, so that the same attempt always has the same reference. */
function referenceOf(key: string): string {
  const hash = createHash('sha256').update(key).digest();
  const letters = [...hash.subarray(0, REFERENCE_LENGTH)].map((byte) => ALPHABET[byte % 32]);
  return `CP-${letters.join('')}`;
}
