import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, executeAside } from '@course-plateform/common/persistence';
import { CouponUse } from '../coupon/coupon-use.entity';
import { CouponUses } from '../coupon/coupon-uses.service';
import { CouponUseStatus } from '../coupon/coupon.state';
import { OrderLifecycle } from '../order/order-lifecycle.service';
import type { Order } from '../order/order.entity';
import { OrderLineStatus } from '../order/order.state';
import { FindingCause, FindingKind } from '../finding/finding.state';
import { Findings } from '../finding/findings.service';

/** Holds of one run. */
const BATCH = 100;

/** What an order holds without waiting for its payment. */
export interface Hold {
  readonly id: string;
  readonly orderId: string;
  readonly cause: FindingCause.couponHeld | FindingCause.lineHeld;
}

// Both go through a partial index over what is held, which is as small as the orders that wait for their payment.
const HOLDS_WITHOUT_ORDER = `
  (select u."id", u."order_id" as "orderId", 'coupon_held' as "cause" from "coupon_use" u
   join "order" o on o."id" = u."order_id" where u."status" = 'held' and o."status" <> 'pending_payment' limit ?)
  union all
  (select l."id", l."order_id" as "orderId", 'line_held' as "cause" from "order_line" l
   join "order" o on o."id" = l."order_id" where l."status" = 'open' and o."status" <> 'pending_payment' limit ?)`;

/** Finds what is held for orders that do not wait any more, and releases it. */
@Injectable()
export class HoldChecks {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly lifecycle: OrderLifecycle,
    private readonly coupons: CouponUses,
    private readonly findings: Findings,
  ) {}

  /** So many at a time. */
  due(): Promise<readonly Hold[]> {
    return executeAside<Hold>(this.em, HOLDS_WITHOUT_ORDER, [BATCH, BATCH]);
  }

  /** Releases one, once. The finding stays in the books, opened and closed at once. */
  release(hold: Hold): Promise<void> {
    return this.unitOfWork.run((em) => this.repair(em, hold));
  }

  private async repair(em: EntityManager, { id, orderId, cause }: Hold): Promise<void> {
    const order = await this.lifecycle.lock(em, orderId);
    if (!order || !(await this.isHeld(em, order, { id, orderId, cause }))) return;
    const kind = FindingKind.holdWithoutOrder;
    await this.findings.open(em, { kind, cause, subject: id, aboutId: id, orderId });
    if (cause === FindingCause.lineHeld) {
      const line = order.line(id);
      if (order.hasEnded) line.transitionTo(OrderLineStatus.released);
      else if (order.wasPaid) line.transitionTo(OrderLineStatus.paid);
    } else if (order.hasEnded) await this.coupons.release(em, order, CouponUseStatus.held);
    else if (order.wasPaid) await this.coupons.commit(em, order);
    await this.findings.close(em, kind, id);
  }

  /** Under the lock of the order, which may have moved on since it was read. */
  private async isHeld(em: EntityManager, order: Order, { id, cause }: Hold): Promise<boolean> {
    if (!order.hasEnded && !order.wasPaid) return false;
    if (cause === FindingCause.lineHeld) return order.line(id).status === OrderLineStatus.open;
    return (await em.count(CouponUse, { id, status: CouponUseStatus.held })) > 0;
  }
}
