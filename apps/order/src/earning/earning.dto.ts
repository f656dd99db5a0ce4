import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  CurrencyField,
  DateTimeField,
  EnumField,
  IdField,
  ListField,
  TextField,
} from '@course-plateform/types/platform';
import { BalanceDto, BalanceField } from '../ledger/balance.field';
import { LedgerKind } from '../ledger/ledger-account';
import type { LedgerEntry } from '../ledger/ledger-entry.entity';
import type { EarningBalance } from './earning-balance';
import type { EarningStatement } from './earning-statement.entity';

const OF_OTHERS = 'The instructor; yourself when left out. Another one only for admins';
const MONTH = { max: 7, example: '2026-11' } as const;

export class EarningQuery {
  @IdField({ optional: true, description: OF_OTHERS })
  instructorId?: string;
}

export class EarningBalanceResponse {
  @CurrencyField({ description: 'ISO 4217 code; balances of different currencies are apart' })
  currency!: string;

  @BalanceField({ description: 'Shares whose refund window has not ended' })
  held!: BalanceDto;

  @BalanceField({
    description: 'What the next payout can take; negative when money went back after a payout',
  })
  available!: BalanceDto;

  @BalanceField({ description: 'Shares that wait for the decision of a dispute' })
  disputed!: BalanceDto;

  @BalanceField({ description: 'Payouts that are ordered and not confirmed' })
  inTransit!: BalanceDto;

  @BalanceField({ description: 'Payouts that the bank has sent' })
  paidOut!: BalanceDto;
}

export class EarningsResponse {
  @IdField({ description: 'The instructor' })
  instructorId!: string;

  @ListField(() => EarningBalanceResponse, {
    description: 'One for each currency; empty before the first sale',
  })
  balances!: EarningBalanceResponse[];
}

export class EarningEntryListQuery extends CursorQuery {
  @IdField({ optional: true, description: OF_OTHERS })
  instructorId?: string;

  @CurrencyField({ optional: true, description: 'Only entries in this currency' })
  currency?: string;
}

export class EarningEntryResponse {
  @IdField()
  id!: string;

  @EnumField(LedgerKind, 'LedgerKind', { description: 'What happened' })
  kind!: LedgerKind;

  @BalanceField({ description: 'What it changed: positive is for you' })
  amount!: BalanceDto;

  @IdField({ nullable: true, description: 'The course that was sold; null for payouts' })
  courseId!: string | null;

  @IdField({ nullable: true, description: 'The line of the order; null for payouts' })
  lineId!: string | null;

  @DateTimeField({ nullable: true, description: 'Until when it is held; null for payouts' })
  availableAt!: string | null;

  @DateTimeField({ description: 'When it was posted, which decides the month of its statement' })
  postedAt!: string;
}

export class EarningEntryPageResponse extends CursorPageOf(EarningEntryResponse) {}

export class EarningStatementListQuery extends CursorQuery {
  @IdField({ optional: true, description: OF_OTHERS })
  instructorId?: string;
}

export class EarningStatementResponse {
  @TextField({ ...MONTH, description: 'The calendar month, in UTC' })
  month!: string;

  @CurrencyField({ description: 'ISO 4217 code; each currency has a statement of its own' })
  currency!: string;

  @BalanceField({ description: 'What was owed at the beginning, held and available' })
  opening!: BalanceDto;

  @BalanceField({ description: 'Shares of sales' })
  sales!: BalanceDto;

  @BalanceField({ description: 'Shares that went back with refunds; negative' })
  refunds!: BalanceDto;

  @BalanceField({ description: 'Shares of disputes, less those that came back' })
  disputes!: BalanceDto;

  @BalanceField({ description: 'Payouts, less those that failed; negative' })
  payouts!: BalanceDto;

  @BalanceField({ description: 'What was owed at the end: all of the above together' })
  closing!: BalanceDto;

  @BalanceField({ description: 'The part of `closing` that was held at the end' })
  held!: BalanceDto;

  @DateTimeField({ description: 'When it was made; it never changes' })
  createdAt!: string;
}

export class EarningStatementPageResponse extends CursorPageOf(EarningStatementResponse) {}

export function toEarningsResponse(
  instructorId: string,
  balances: readonly EarningBalance[],
): EarningsResponse {
  return {
    instructorId,
    balances: balances.map((balance) => {
      const { currency } = balance;
      return {
        currency,
        held: { amountMinor: balance.heldMinor, currency },
        available: { amountMinor: balance.availableMinor, currency },
        disputed: { amountMinor: balance.disputedMinor, currency },
        inTransit: { amountMinor: balance.inTransitMinor, currency },
        paidOut: { amountMinor: balance.paidOutMinor, currency },
      };
    }),
  };
}

export function toEarningEntryResponse(entry: LedgerEntry): EarningEntryResponse {
  const { id, kind, amountMinor, currency, courseId, lineId, availableAt, postedAt } = entry;
  return {
    ...{ id, kind, courseId, lineId },
    amount: { amountMinor: -amountMinor, currency },
    availableAt: availableAt?.toISOString() ?? null,
    postedAt: postedAt.toISOString(),
  };
}

export function toEarningStatementResponse(statement: EarningStatement): EarningStatementResponse {
  const { month, currency, createdAt } = statement;
  const money = (amountMinor: number): BalanceDto => ({ amountMinor, currency });
  return {
    ...{ month, currency },
    opening: money(statement.openingMinor),
    sales: money(statement.salesMinor),
    refunds: money(statement.refundsMinor),
    disputes: money(statement.disputesMinor),
    payouts: money(statement.payoutsMinor),
    closing: money(statement.closingMinor),
    held: money(statement.heldMinor),
    createdAt: createdAt.toISOString(),
  };
}
