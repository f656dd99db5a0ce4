import type { LedgerAccount } from './ledger-account';

/** What was posted to an account in a currency. */
export interface AccountTotal {
  readonly account: LedgerAccount;
  readonly currency: string;
  readonly debitMinor: number;
  readonly creditMinor: number;
}

/** What debits are more than credits, by currency; zero in sound books. */
export function imbalances(totals: readonly AccountTotal[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { currency, debitMinor, creditMinor } of totals) {
    sums.set(currency, (sums.get(currency) ?? 0) + debitMinor - creditMinor);
  }
  return sums;
}
