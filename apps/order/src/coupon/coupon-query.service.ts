import { stringify } from 'csv-stringify/sync';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  type CouponListQuery,
  type CouponPageResponse,
  type CouponResponse,
  toCouponResponse,
} from './coupon.dto';
import { CouponRepository } from './coupon.repository';
import { COUPON_RULE } from './coupon.service';

/** Reads coupons. */
@Injectable()
export class CouponQueryService {
  constructor(
    private readonly coupons: CouponRepository,
    private readonly cursors: Cursors,
  ) {}

  /** @throws CouponNotFound when it is absent or another user's */
  async get(caller: Caller, id: string): Promise<CouponResponse> {
    return toCouponResponse(ownedBy(caller, await this.coupons.find(id), COUPON_RULE));
  }

  /** Those of the caller's courses, or all for admins, newest first. */
  async list(caller: Caller, query: CouponListQuery): Promise<CouponPageResponse> {
    const { batchId } = query;
    const isAdmin = caller.permissions.has(Permission.couponAdminister);
    const filter = {
      ...(isAdmin ? {} : { ownerId: caller.userId }),
      ...(batchId === undefined ? {} : { batchId }),
    };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.coupons.page(filter, query.limit, after);
    return this.cursors.toPage(page, query, filter, toCouponResponse);
  }

  /** The codes of a batch as CSV. @throws CouponNotFound when it is absent or another user's */
  async codes(caller: Caller, batchId: string): Promise<string> {
    const coupons = await this.coupons.ofBatch(batchId);
    ownedBy(caller, coupons[0], COUPON_RULE);
    const rows = coupons.map(({ code, label, startsAt, endsAt }) => ({
      code,
      label: label ?? '',
      startsAt: startsAt.toISOString(),
      endsAt: endsAt?.toISOString() ?? '',
    }));
    // A spreadsheet must not take a label such as "=1+1" for a formula (CWE-1236).
    return stringify(rows, { header: true, escape_formulas: true, record_delimiter: 'windows' });
  }
}
