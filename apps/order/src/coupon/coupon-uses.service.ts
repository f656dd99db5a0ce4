import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { type RowWrite, updateRow, writeRow } from '@course-plateform/common/persistence';
import { CouponBuyer } from './coupon-buyer.entity';
import { reasonLost } from './coupon-rules';
import { Coupon } from './coupon.entity';
import { CouponUse } from './coupon-use.entity';
import { couponLost } from './coupon.errors';
import { CouponReason, CouponUseStatus } from './coupon.state';

/** An order as far as its coupon is concerned. */
export interface CouponOrder {
  readonly id: string;
  readonly buyerId: string;
  readonly couponId: string | null;
}

/** More than any limit, for a coupon without one. */
const NO_LIMIT = 2_147_483_647;

/**
 * The uses of coupons: held when an order is placed, committed when it is paid, released when it ends. Everything
 * happens in the transaction of the order. Every limit is kept by the condition of the statement that counts, so that
 * concurrent orders cannot pass it.
 */
@Injectable()
export class CouponUses {
  constructor(private readonly clock: Clock) {}

  /** @throws CouponLost when a limit was reached or the coupon deactivated, now or at the commit */
  async hold(em: EntityManager, coupon: Coupon, order: CouponOrder): Promise<void> {
    const { buyerId, id: orderId } = order;
    await this.take(em, coupon, buyerId);
    em.persist(new CouponUse({ coupon, orderId, buyerId, now: this.clock.now() }));
  }

  /** The order is paid: its use is final. An order without a coupon has none. */
  async commit(em: EntityManager, { id, couponId }: CouponOrder): Promise<void> {
    if (couponId === null) return;
    await this.move(em, id, CouponUseStatus.held, CouponUseStatus.committed);
    await this.count(em, couponId, '"held" = "held" - 1, "committed" = "committed" + 1');
  }

  /** The order ended without a payment (`held`), or was refunded (`committed`): another buyer may use it. */
  async release(
    em: EntityManager,
    { id, couponId, buyerId }: CouponOrder,
    from: CouponUseStatus.held | CouponUseStatus.committed,
  ): Promise<void> {
    if (couponId === null) return;
    await this.move(em, id, from, CouponUseStatus.released);
    await this.count(em, couponId, `"${from}" = "${from}" - 1`);
    const text =
      'update "coupon_buyer" set "uses" = "uses" - 1 where "coupon_id" = ? and "buyer_id" = ?';
    await writeRow(em, { table: 'coupon_buyer', text, values: [couponId, buyerId] }, miscounted);
  }

  /** All of the order went back; a refund that comes back and is sent again gives the use back once. */
  async giveBack(em: EntityManager, order: CouponOrder): Promise<void> {
    if (order.couponId === null) return;
    const status = CouponUseStatus.committed;
    const uses = await em.count(CouponUse, { orderId: order.id, status });
    if (uses > 0) await this.release(em, order, status);
  }

  /**
   * Holds the use of an order that ended and is taken up again. The row lock on the coupon keeps its counters as they
   * are read, because whoever holds a use changes that row first.
   * @returns false when a limit was reached or the coupon deactivated in the meantime; nothing is changed then
   */
  async holdAgain(
    em: EntityManager,
    { id, couponId, buyerId }: CouponOrder,
    hasPurchased: boolean,
  ): Promise<boolean> {
    if (couponId === null) return true;
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    const coupon = await em.findOneOrFail(Coupon, { id: couponId }, lock);
    const buyer = await em.findOne(CouponBuyer, { couponId, buyerId });
    if (reasonLost(coupon, { uses: buyer?.uses ?? 0, hasPurchased }) !== undefined) return false;
    await this.move(em, id, CouponUseStatus.released, CouponUseStatus.held);
    await this.take(em, coupon, buyerId);
    return true;
  }

  private async take(em: EntityManager, coupon: Coupon, buyerId: string): Promise<void> {
    await writeRow(em, holding(coupon, this.clock.now()), () => couponLost(CouponReason.usedUp));
    await writeRow(em, countingBuyer(coupon, buyerId), () => couponLost(CouponReason.usedByYou));
  }

  private move(
    em: EntityManager,
    orderId: string,
    from: CouponUseStatus,
    status: CouponUseStatus,
  ): Promise<void> {
    const change = { status, updatedAt: this.clock.now() };
    return updateRow(em, CouponUse, { orderId, status: from }, change, miscounted);
  }

  private count(em: EntityManager, couponId: string, change: string): Promise<void> {
    const text = `update "coupon" set ${change}, "version" = "version" + 1, "updated_at" = ? where "id" = ?`;
    const values = [this.clock.now(), couponId];
    return writeRow(em, { table: 'coupon', text, values }, miscounted);
  }
}

function holding({ id }: Coupon, now: Date): RowWrite {
  return {
    table: 'coupon',
    text: `update "coupon" set "held" = "held" + 1, "version" = "version" + 1, "updated_at" = ? where "id" = ?
      and "deactivated_at" is null and ("total_limit" is null or "held" + "committed" < "total_limit")`,
    values: [now, id],
  };
}

function countingBuyer({ id, perUserLimit }: Coupon, buyerId: string): RowWrite {
  return {
    table: 'coupon_buyer',
    text: `insert into "coupon_buyer" as "b" ("coupon_id", "buyer_id", "uses") values (?, ?, 1)
      on conflict ("coupon_id", "buyer_id") do update set "uses" = "b"."uses" + 1 where "b"."uses" < ?`,
    values: [id, buyerId, perUserLimit ?? NO_LIMIT],
  };
}

/** The row lock on the order lets each use move once, so a missing row is a defect. */
function miscounted(): Error {
  return new Error('The use of a coupon is not in the state that its order is in');
}
