import { BigIntType, PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { AppendOnly } from '@course-plateform/common/persistence';
import type { LedgerAccount } from './ledger-account';

/** All debits and credits of an account up to the end of a closed month, so that a trial balance adds up the rest only. */
@Entity({ tableName: 'ledger_total' })
@AppendOnly('ledger_total', 'Totals of the ledger are only added')
export class LedgerTotal {
  readonly [PrimaryKeyProp]?: ['month', 'account', 'currency'];

  /** Such as `2026-11`. */
  @PrimaryKey({ type: 'text' })
  readonly month!: string;

  @PrimaryKey({ type: 'text' })
  readonly account!: LedgerAccount;

  @PrimaryKey({ type: 'text' })
  readonly currency!: string;

  @Property({ type: new BigIntType('number') })
  readonly debitMinor!: number;

  @Property({ type: new BigIntType('number') })
  readonly creditMinor!: number;
}
