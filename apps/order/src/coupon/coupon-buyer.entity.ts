import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Coupon } from './coupon.entity';

/** How often a buyer uses a coupon. Changed by guarded statements only (`CouponUses`). */
@Entity({ tableName: 'coupon_buyer' })
export class CouponBuyer {
  readonly [PrimaryKeyProp]?: ['couponId', 'buyerId'];

  @ManyToOne({ entity: () => Coupon, mapToPk: true, fieldName: 'coupon_id', primary: true })
  readonly couponId!: string;

  @PrimaryKey({ type: 'uuid' })
  readonly buyerId!: string;

  /** Held and committed. */
  @Property({ type: 'integer' })
  readonly uses!: number;
}
