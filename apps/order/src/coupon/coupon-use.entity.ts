import {
  Entity,
  Index,
  ManyToOne,
  PrimaryKey,
  Property,
  Unique,
} from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import { Coupon } from './coupon.entity';
import { CouponUseStatus } from './coupon.state';

/** The index that lets an order use one coupon once. */
export const ONE_USE_PER_ORDER = 'coupon_use_order_id_unique';
/** The index that gives a buyer one first purchase, whichever coupons and orders they try at once. */
export const ONE_FIRST_PURCHASE = 'coupon_use_buyer_id_first_purchase';

/** The use of a coupon by one order. */
@Entity({ tableName: 'coupon_use' })
@Unique({ name: ONE_USE_PER_ORDER, properties: ['orderId'] })
@Index({ name: 'coupon_use_coupon_id', properties: ['couponId'] })
@Index({
  name: 'coupon_use_held',
  expression: `create index "coupon_use_held" on "coupon_use" ("order_id") where "status" = 'held'`,
})
@Index({
  name: ONE_FIRST_PURCHASE,
  expression: `create unique index "${ONE_FIRST_PURCHASE}" on "coupon_use" ("buyer_id") where "first_purchase" and "status" in ('held', 'committed')`,
})
export class CouponUse {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();

  @ManyToOne({ entity: () => Coupon, mapToPk: true, fieldName: 'coupon_id' })
  readonly couponId: string;

  /** Refers to the order (`mikro-orm.config.ts`). */
  @ManyToOne({ mapToPk: true, fieldName: 'order_id' })
  readonly orderId: string;

  @Property({ type: 'uuid' })
  readonly buyerId: string;

  /** Whether the coupon was for first purchases only. */
  @Property({ type: 'boolean' })
  readonly firstPurchase: boolean;

  @Property({ type: 'text' })
  readonly status: CouponUseStatus = CouponUseStatus.held;

  @Property({ type: 'datetime' })
  readonly createdAt: Date;

  @Property({ type: 'datetime' })
  readonly updatedAt: Date;

  constructor(use: { coupon: Coupon; orderId: string; buyerId: string; now: Date }) {
    this.couponId = use.coupon.id;
    this.orderId = use.orderId;
    this.buyerId = use.buyerId;
    this.firstPurchase = use.coupon.firstPurchaseOnly;
    this.createdAt = use.now;
    this.updatedAt = use.now;
  }
}
