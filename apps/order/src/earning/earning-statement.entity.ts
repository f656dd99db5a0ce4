import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { AppendOnly } from '@course-plateform/common/persistence';

/**
 * What an instructor earned in a calendar month (UTC) in a currency. It adds up the entries that were posted in the month,
 * to which none can be added any more; a correction is in the month in which it is posted. Made by one statement for all
 * instructors (`EarningStatements`).
 */
@Entity({ tableName: 'earning_statement' })
@Unique({
  name: 'earning_statement_instructor_id_currency_month_unique',
  properties: ['instructorId', 'currency', 'month'],
})
@Index({
  name: 'earning_statement_instructor_id_month',
  properties: ['instructorId', 'month', 'id'],
})
@AppendOnly('earning_statement', 'Statements never change')
export class EarningStatement {
  @PrimaryKey({ type: 'uuid' })
  readonly id!: string;

  @Property({ type: 'uuid' })
  readonly instructorId!: string;

  @Property({ type: 'text' })
  readonly currency!: string;

  /** Such as `2026-11`. */
  @Property({ type: 'text' })
  readonly month!: string;

  /** The first instant after the month. */
  @Property({ type: 'datetime' })
  readonly endsAt!: Date;

  /** What was owed at the beginning, held and available. */
  @Property({ type: new BigIntType('number') })
  readonly openingMinor!: number;

  @Property({ type: new BigIntType('number') })
  readonly salesMinor!: number;

  /** Negative, unless more refunds came back. */
  @Property({ type: new BigIntType('number') })
  readonly refundsMinor!: number;

  /** Negative, unless more disputes were won. */
  @Property({ type: new BigIntType('number') })
  readonly disputesMinor!: number;

  /** Negative, unless more payouts failed. */
  @Property({ type: new BigIntType('number') })
  readonly payoutsMinor!: number;

  /** What was owed at the end, held and available. */
  @Property({ type: new BigIntType('number') })
  readonly closingMinor!: number;

  /** The part of it that was held at the end. */
  @Property({ type: new BigIntType('number') })
  readonly heldMinor!: number;

  @Property({ type: 'datetime' })
  readonly createdAt!: Date;
}
