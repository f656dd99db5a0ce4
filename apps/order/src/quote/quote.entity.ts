import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Money, type MoneyValue } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';

/** What moved a price, in the order in which it is applied. */
export enum PricingRule {
  listPrice = 'list_price',
  sale = 'sale',
  tax = 'tax',
  rounding = 'rounding',
}

/** One step from the list price to what is paid. */
export interface PricingStep {
  readonly rule: PricingRule;
  /** What the rule added, in minor units; negative for a reduction. */
  readonly changeMinor: number;
  /** The price after the rule. */
  readonly amount: MoneyValue;
}

/** A course at the price that was offered, with everything an order keeps of it. */
export interface QuoteLine {
  readonly courseId: string;
  readonly title: string;
  readonly slug: string;
  readonly instructorId: string;
  readonly publication: number;
  readonly listPrice: MoneyValue;
  readonly price: MoneyValue;
  readonly explain: readonly PricingStep[];
}

/** A price for some courses that holds for a short while. Nothing of it changes but the order made from it. */
@Entity({ tableName: 'quote' })
@Index({ name: 'quote_buyer_id_created_at', properties: ['buyerId', 'createdAt'] })
@Index({ name: 'quote_expires_at', properties: ['expiresAt'] })
export class Quote extends Aggregate {
  @Property({ type: 'uuid' })
  readonly buyerId: string;

  @Property({ type: 'json' })
  readonly lines: readonly QuoteLine[];

  @Property({ type: new BigIntType('number') })
  readonly totalMinor: number;

  @Property({ type: 'text' })
  readonly currency: string;

  @Property({ type: 'datetime' })
  readonly expiresAt: Date;

  /** The order made from it; a quote makes one order. */
  @Property({ type: 'uuid', nullable: true })
  readonly orderId: string | null = null;

  constructor(quote: {
    buyerId: string;
    lines: readonly QuoteLine[];
    total: Money;
    expiresAt: Date;
    now: Date;
  }) {
    super(quote.now);
    this.buyerId = quote.buyerId;
    this.lines = quote.lines;
    this.totalMinor = quote.total.amountMinor;
    this.currency = quote.total.currency;
    this.expiresAt = quote.expiresAt;
  }

  get total(): Money {
    return Money.of(this.totalMinor, this.currency);
  }

  hasExpired(now: Date): boolean {
    return this.expiresAt <= now;
  }
}
