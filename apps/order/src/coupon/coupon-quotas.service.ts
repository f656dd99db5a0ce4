import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { writeRow } from '@course-plateform/common/persistence';
import { Permission } from '@course-plateform/types/platform';
import { OrderSettings } from '../env';
import type { CouponCoverage } from './coupon.entity';
import { CouponQuotaReached } from './coupon.errors';

/** Keeps instructors to so many coupons per course and calendar month. Admins have no limit. */
@Injectable()
export class CouponQuotas {
  constructor(
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /**
   * Counts coupons that are about to be created. The count is kept by one guarded statement, so that concurrent
   * requests cannot pass the limit.
   * @throws CouponQuotaReached, now or at the commit
   */
  async count(
    em: EntityManager,
    caller: Caller,
    { courseId, ownerId }: CouponCoverage,
    coupons: number,
  ): Promise<void> {
    if (caller.permissions.has(Permission.couponAdminister)) return;
    const limit = this.settings.couponsPerCourseMonth;
    const reached = (): Error => new CouponQuotaReached({ params: { limit } });
    if (coupons > limit) throw reached();
    const month = this.clock.now().toISOString().slice(0, 'yyyy-mm'.length);
    const text = `insert into "coupon_quota" as "q" ("subject_id", "month", "created") values (?, ?, ?)
      on conflict ("subject_id", "month") do update set "created" = "q"."created" + ?
      where "q"."created" + ? <= ?`;
    const values = [courseId ?? ownerId, month, coupons, coupons, coupons, limit];
    await writeRow(em, { table: 'coupon_quota', text, values }, reached);
  }
}
