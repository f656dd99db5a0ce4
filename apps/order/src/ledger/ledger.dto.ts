import {
  BooleanField,
  CurrencyField,
  EnumField,
  IntegerField,
  ListField,
} from '@course-plateform/types/platform';
import { LedgerAccount } from './ledger-account';
import { type AccountTotal, imbalances } from './trial-balance';

const { MAX_SAFE_INTEGER } = Number;

export class AccountTotalResponse {
  @EnumField(LedgerAccount, 'LedgerAccount', { description: 'Where the money is, or whose it is' })
  account!: LedgerAccount;

  @CurrencyField({ description: 'ISO 4217 code' })
  currency!: string;

  @IntegerField({ example: 1999, description: 'All debits, in minor units' })
  debitMinor!: number;

  @IntegerField({ example: 500, description: 'All credits, in minor units' })
  creditMinor!: number;

  @IntegerField({
    min: -MAX_SAFE_INTEGER,
    example: 1499,
    description: 'Debits less credits, in minor units',
  })
  balanceMinor!: number;
}

export class CurrencyImbalanceResponse {
  @CurrencyField({ description: 'ISO 4217 code' })
  currency!: string;

  @IntegerField({
    min: -MAX_SAFE_INTEGER,
    example: 0,
    description: 'All debits less all credits, in minor units: 0 in sound books',
  })
  imbalanceMinor!: number;
}

export class TrialBalanceResponse {
  @BooleanField({ description: 'Whether every currency is in balance' })
  balanced!: boolean;

  @ListField(() => CurrencyImbalanceResponse, { description: 'By currency' })
  currencies!: CurrencyImbalanceResponse[];

  @ListField(() => AccountTotalResponse, {
    maxItems: 10_000,
    description: 'Every account that something was posted to, by currency',
  })
  accounts!: AccountTotalResponse[];
}

export function toTrialBalanceResponse(totals: readonly AccountTotal[]): TrialBalanceResponse {
  const currencies = Array.from(imbalances(totals), ([currency, imbalanceMinor]) => ({
    currency,
    imbalanceMinor,
  }));
  return {
    balanced: currencies.every(({ imbalanceMinor }) => imbalanceMinor === 0),
    currencies,
    accounts: totals.map(({ account, currency, debitMinor, creditMinor }) => ({
      ...{ account, currency, debitMinor, creditMinor },
      balanceMinor: debitMinor - creditMinor,
    })),
  };
}
