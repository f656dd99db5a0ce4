import { BigIntType } from '@mikro-orm/core';
import { Entity, Index, Property } from '@mikro-orm/decorators/legacy';
import { Money, type MoneyValue } from '@course-plateform/common/kernel';
import { Aggregate } from '@course-plateform/common/persistence';
import { describeEnum } from '@course-plateform/types/platform';
import type { TaxRate } from '../tax/tax-rate';
import type { CouponOutcome } from './coupon-outcome';

/** What moved a price, in the order in which it is applied. */
export enum PricingRule {
  listPrice = 'list_price',
  sale = 'sale',
  coupon = 'coupon',
  tax = 'tax',
  rounding = 'rounding',
}

describeEnum(PricingRule, {
  list_price: 'The price before any reduction',
  sale: 'The reduction of a sale that runs now',
  coupon: 'The reduction of a coupon; absent without one',
  tax: 'The tax of the buyer’s country; it changes the price unless that contains it',
  rounding: 'To whole minor units of the currency',
});

/** The tax of a line, and what it was calculated from. */
export interface PricingTax {
  readonly rate: TaxRate;
  readonly base: MoneyValue;
  readonly amount: MoneyValue;
  /** What rounding and splitting added to the exact tax, in minor units. */
  readonly rounding: number;
}

/** One step from the list price to what is paid. */
export interface PricingStep {
  readonly rule: PricingRule;
  /** What the rule added, in minor units; negative for a reduction. */
  readonly changeMinor: number;
  /** The price after the rule. */
  readonly amount: MoneyValue;
  /** What became of the coupon; for its own rule only. */
  readonly outcome?: CouponOutcome;
  /** How the tax was calculated; for its own rule only, and absent when there is none. */
  readonly tax?: PricingTax;
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
  /** The part of the reduction that the coupon made; absent in quotes from before there were coupons. */
  readonly couponDiscount?: MoneyValue;
  /** The tax in the price; absent in quotes from before there were taxes by country. */
  readonly tax?: MoneyValue;
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

  /** The coupon that lowered its prices; an order from it uses the coupon. */
  @Property({ type: 'uuid', nullable: true })
  readonly couponId: string | null;

  @Property({ type: 'text', nullable: true })
  readonly couponCode: string | null;

  /** Where the buyer is, as the buyer says (ISO 3166-1 alpha-2). */
  @Property({ type: 'text', nullable: true })
  readonly country: string | null;

  /** The tax in its prices. */
  @Property({ type: 'json', nullable: true })
  readonly taxRate: TaxRate | null;

  @Property({ type: 'datetime' })
  readonly expiresAt: Date;

  /** The order made from it; a quote makes one order. */
  @Property({ type: 'uuid', nullable: true })
  readonly orderId: string | null = null;

  constructor(quote: {
    buyerId: string;
    lines: readonly QuoteLine[];
    total: Money;
    coupon: { readonly id: string; readonly code: string } | null;
    country: string | null;
    taxRate: TaxRate | null;
    expiresAt: Date;
    now: Date;
  }) {
    super(quote.now);
    this.buyerId = quote.buyerId;
    this.lines = quote.lines;
    this.totalMinor = quote.total.amountMinor;
    this.currency = quote.total.currency;
    this.couponId = quote.coupon?.id ?? null;
    this.couponCode = quote.coupon?.code ?? null;
    this.country = quote.country;
    this.taxRate = quote.taxRate;
    this.expiresAt = quote.expiresAt;
  }

  get total(): Money {
    return Money.of(this.totalMinor, this.currency);
  }

  hasExpired(now: Date): boolean {
    return this.expiresAt <= now;
  }
}
