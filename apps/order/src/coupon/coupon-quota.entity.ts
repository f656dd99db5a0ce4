import { PrimaryKeyProp } from '@mikro-orm/core';
import { Entity, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';

/** How many coupons instructors created in a month. Changed by guarded statements only (`CouponQuotas`). */
@Entity({ tableName: 'coupon_quota' })
export class CouponQuota {
  readonly [PrimaryKeyProp]?: ['subjectId', 'month'];

  /** The course; for coupons of all courses of an instructor the instructor. */
  @PrimaryKey({ type: 'uuid' })
  readonly subjectId!: string;

  /** Of the calendar in UTC, such as 2026-01. */
  @PrimaryKey({ type: 'text' })
  readonly month!: string;

  @Property({ type: 'integer' })
  readonly created!: number;
}
