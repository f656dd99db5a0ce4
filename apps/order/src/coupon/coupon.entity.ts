import { Entity, Index, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Money, type MoneyValue, pastedCode } from '@course-plateform/common/kernel';
import { Aggregate, type Changes, applyChanges } from '@course-plateform/common/persistence';
import { type CouponDiscount, currencyOfDiscount, reductionsOf } from '../coupon-kinds/registry';
import { couponEndsTooEarly, couponMixedCurrencies } from './coupon.errors';
import { CouponScope } from './coupon.state';

/** The index that keeps codes apart, however they are written. */
export const ONE_COUPON_PER_CODE = 'coupon_code_key_unique';

/** What can be changed about a coupon. Its discount and its courses cannot: buyers were told about them. */
export interface CouponTerms {
  readonly label: string | null;
  readonly startsAt: Date;
  /** The first moment at which it cannot be used any more; null for no end. */
  readonly endsAt: Date | null;
  readonly totalLimit: number | null;
  readonly perUserLimit: number | null;
  readonly minimumSpend: MoneyValue | null;
  readonly firstPurchaseOnly: boolean;
  readonly combinesWithSale: boolean;
}

/** Which courses a coupon is for, and whose it is. */
export interface CouponCoverage {
  readonly scope: CouponScope;
  readonly courseId: string | null;
  /** The instructor whose courses it covers; for a coupon of the site the admin who created it. */
  readonly ownerId: string;
}

/** What a coupon needs to know about a course. */
export interface CoveredCourse {
  readonly courseId: string;
  readonly instructorId: string;
  readonly price: MoneyValue;
}

/** A code that takes something off prices. `held` and `committed` are changed by guarded statements only (`CouponUses`). */
@Entity({ tableName: 'coupon' })
@Unique({ name: ONE_COUPON_PER_CODE, properties: ['codeKey'] })
@Index({ name: 'coupon_created_at', properties: ['createdAt', 'id'] })
@Index({ name: 'coupon_owner_id_created_at', properties: ['ownerId', 'createdAt', 'id'] })
@Index({ name: 'coupon_batch_id_created_at', properties: ['batchId', 'createdAt', 'id'] })
export class Coupon extends Aggregate implements CouponTerms, CouponCoverage {
  /** As its creator wrote it. */
  @Property({ type: 'text' })
  readonly code: string;

  /** The code as it is compared (`pastedCode`). */
  @Property({ type: 'text' })
  readonly codeKey: string;

  @Property({ type: 'text', nullable: true })
  label!: string | null;

  @Property({ type: 'json' })
  readonly discount: CouponDiscount;

  @Property({ type: 'text' })
  readonly scope: CouponScope;

  @Property({ type: 'uuid', nullable: true })
  readonly courseId: string | null;

  @Property({ type: 'uuid' })
  readonly ownerId: string;

  /** Null for a coupon of a process of the version before. */
  @Property({ type: 'uuid', nullable: true })
  readonly createdBy: string | null;

  /** The batch it was generated in; null for a code that its author chose. */
  @Property({ type: 'uuid', nullable: true })
  readonly batchId: string | null;

  @Property({ type: 'datetime' })
  startsAt!: Date;

  @Property({ type: 'datetime', nullable: true })
  endsAt!: Date | null;

  @Property({ type: 'integer', nullable: true })
  totalLimit!: number | null;

  @Property({ type: 'integer', nullable: true })
  perUserLimit!: number | null;

  @Property({ type: 'json', nullable: true })
  minimumSpend!: MoneyValue | null;

  @Property({ type: 'boolean' })
  firstPurchaseOnly!: boolean;

  @Property({ type: 'boolean' })
  combinesWithSale!: boolean;

  @Property({ type: 'datetime', nullable: true })
  deactivatedAt: Date | null = null;

  /** Uses by orders that wait for their payment. */
  @Property({ type: 'integer' })
  readonly held: number = 0;

  /** Uses by paid orders. */
  @Property({ type: 'integer' })
  readonly committed: number = 0;

  /** @throws CouponInvalid */
  constructor(coupon: {
    readonly code: string;
    readonly discount: CouponDiscount;
    readonly coverage: CouponCoverage;
    readonly terms: CouponTerms;
    readonly batchId?: string;
    readonly createdBy?: string;
    readonly now: Date;
  }) {
    super(coupon.now);
    this.code = coupon.code;
    this.codeKey = pastedCode(coupon.code);
    this.discount = coupon.discount;
    this.scope = coupon.coverage.scope;
    this.courseId = coupon.coverage.courseId;
    this.ownerId = coupon.coverage.ownerId;
    this.createdBy = coupon.createdBy ?? null;
    this.batchId = coupon.batchId ?? null;
    Object.assign(this, coupon.terms);
    this.assertConsistent();
  }

  /** @throws CouponInvalid */
  edit(changes: Changes<CouponTerms>, now: Date): void {
    applyChanges<Coupon>(this, changes, now);
    this.assertConsistent();
  }

  /** It cannot be used any more. What orders hold or have paid for stays. */
  deactivate(now: Date): void {
    applyChanges<Coupon>(this, { deactivatedAt: this.deactivatedAt ?? now }, now);
  }

  /** Whether it takes something off a course, apart from its limits and its period. */
  covers(course: CoveredCourse): boolean {
    const { currency } = course.price;
    const currencies = [currencyOfDiscount(this.discount), this.minimumSpend?.currency];
    if (currencies.some((only) => only !== undefined && only !== currency)) return false;
    if (this.scope === CouponScope.site) return true;
    if (this.scope === CouponScope.course) return course.courseId === this.courseId;
    return course.instructorId === this.ownerId;
  }

  /** What it takes off each price, never more than the price. @param prices of courses that it covers */
  reductionsOf(prices: readonly Money[]): readonly Money[] {
    return prices.length === 0 ? [] : reductionsOf(this.discount, prices);
  }

  private assertConsistent(): void {
    if (this.endsAt !== null && this.endsAt <= this.startsAt) throw couponEndsTooEarly();
    const currency = currencyOfDiscount(this.discount);
    if (this.minimumSpend && currency !== undefined && this.minimumSpend.currency !== currency) {
      throw couponMixedCurrencies(currency);
    }
  }
}
