import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { present } from '@course-plateform/common/kernel';
import {
  BooleanField,
  CurrencyField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  TextField,
} from '@course-plateform/types/platform';
import { BalanceDto, BalanceField } from './balance.field';
import { LedgerAccount, LedgerKind } from './ledger-account';
import type { LedgerEntry } from './ledger-entry.entity';
import type { LedgerTransaction } from './ledger-transaction.entity';
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

export class LedgerEntryListQuery extends CursorQuery {
  @IdField({ optional: true, description: 'Only entries about this order' })
  orderId?: string;

  @IdField({ optional: true, description: 'Only entries about this line of an order' })
  lineId?: string;

  @EnumField(LedgerAccount, 'LedgerAccount', {
    optional: true,
    description: 'Only entries of this account',
  })
  account?: LedgerAccount;

  @EnumField(LedgerKind, 'LedgerKind', {
    optional: true,
    description: 'Only entries that were posted for this reason',
  })
  kind?: LedgerKind;

  @IdField({
    optional: true,
    description: 'Only earnings, reserves and payouts of this instructor',
  })
  instructorId?: string;

  @CurrencyField({ optional: true, description: 'Only entries in this currency' })
  currency?: string;

  @DateTimeField({ optional: true, description: 'Only entries that were posted then or later' })
  postedFrom?: string;

  @DateTimeField({ optional: true, description: 'Only entries that were posted earlier' })
  postedBefore?: string;
}

export class LedgerEntryResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'What was posted together: its entries add up to zero in each currency' })
  transactionId!: string;

  @TextField({
    max: 200,
    example: 'refund:0198e2a4-6f1c-7c3b-9a55-3d2f8e4b7a10',
    description: 'The key of the transaction: what was posted, and the id of what it is about',
  })
  transactionKey!: string;

  @EnumField(LedgerKind, 'LedgerKind', { description: 'Why it was posted' })
  kind!: LedgerKind;

  @EnumField(LedgerAccount, 'LedgerAccount', { description: 'Where the money is, or whose it is' })
  account!: LedgerAccount;

  @BalanceField({ description: 'A debit is positive, a credit negative' })
  amount!: BalanceDto;

  @IdField({ nullable: true, description: 'The order that it is about; null for payouts' })
  orderId!: string | null;

  @IdField({ nullable: true, description: 'The line of the order, where it is about one' })
  lineId!: string | null;

  @IdField({ nullable: true, description: 'The course that was sold, where it is about one' })
  courseId!: string | null;

  @IdField({ nullable: true, description: 'Whose earnings, reserve or payout it is' })
  instructorId!: string | null;

  @DateTimeField({ nullable: true, description: 'Until when earnings are held; null for others' })
  availableAt!: string | null;

  @DateTimeField({ description: 'When it was posted, which decides its month' })
  postedAt!: string;
}

export class LedgerEntryPageResponse extends CursorPageOf(LedgerEntryResponse) {}

/** @param transaction of the entry */
export function toLedgerEntryResponse(
  entry: LedgerEntry,
  transaction: LedgerTransaction | undefined,
): LedgerEntryResponse {
  const { key, orderId } = present(transaction, 'the transaction of an entry');
  const { id, transactionId, kind, account, amountMinor, currency } = entry;
  const { lineId, courseId, instructorId, availableAt, postedAt } = entry;
  return {
    ...{ id, transactionId, transactionKey: key, kind, account },
    amount: { amountMinor, currency },
    ...{ orderId, lineId, courseId, instructorId },
    availableAt: availableAt?.toISOString() ?? null,
    postedAt: postedAt.toISOString(),
  };
}
