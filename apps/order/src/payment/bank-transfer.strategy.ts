import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { OrderSettings } from '../env';
import { PaymentMethod } from './payment.entity';
import type { PaymentCharge, PaymentInstructions, PaymentStrategy } from './payment.strategy';

const DAY_MS = 86_400_000;
/** Crockford's alphabet: no letters that are taken for digits when people copy a reference by hand. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const REFERENCE_LENGTH = 12;

/** Payment by bank transfer: the buyer sends the money with a reference, an admin confirms what arrives. */
@Injectable()
export class BankTransferStrategy implements PaymentStrategy {
  readonly method = PaymentMethod.bankTransfer;

  constructor(private readonly settings: OrderSettings) {}

  get isConfigured(): boolean {
    return this.settings.bankTransferEnabled;
  }

  start(charge: PaymentCharge): Promise<PaymentInstructions> {
    const { bankAccountHolder: accountHolder, bankIban: iban, bankTransferDueDays } = this.settings;
    return Promise.resolve({
      reference: referenceOf(charge.key),
      dueAt: new Date(charge.now.getTime() + bankTransferDueDays * DAY_MS),
      bankAccount: { accountHolder, iban },
    });
  }
}

/** 60 bits of the key's hash, so that the same attempt always has the same reference. */
function referenceOf(key: string): string {
  const hash = createHash('sha256').update(key).digest();
  const letters = [...hash.subarray(0, REFERENCE_LENGTH)].map((byte) => ALPHABET[byte % 32]);
  return `CP-${letters.join('')}`;
}
