import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Clock, newId } from '@course-plateform/common/kernel';
import { UnitOfWork, orWhenDuplicate } from '@course-plateform/common/persistence';
import { Permission } from '@course-plateform/types/platform';
import { CouponAuthorService } from './coupon-author.service';
import { randomCode } from './coupon-codes';
import { CouponQuotas } from './coupon-quotas.service';
import {
  type CouponBatchCreateDto,
  type CouponBatchResponse,
  type CouponCreateDto,
  type CouponResponse,
  type CouponUpdateDto,
  toCouponResponse,
} from './coupon.dto';
import { Coupon, type CouponTerms, ONE_COUPON_PER_CODE } from './coupon.entity';
import { CouponCodeTaken, CouponNotFound } from './coupon.errors';

/** Instructors manage coupons of their own courses, admins all. */
export const COUPON_RULE = {
  owner: 'ownerId',
  orWith: Permission.couponAdminister,
  notFound: CouponNotFound,
} as const;

/** Creates and changes coupons. */
@Injectable()
export class CouponService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly authors: CouponAuthorService,
    private readonly quotas: CouponQuotas,
    private readonly clock: Clock,
  ) {}

  /** @throws Forbidden, CouponCourseNotFound, CouponInvalid, CouponQuotaReached, CouponCodeTaken */
  async create(caller: Caller, dto: CouponCreateDto): Promise<CouponResponse> {
    const coverage = await this.authors.coverageFor(caller, dto.scope);
    const created = this.unitOfWork.run(async (em) => {
      const now = this.clock.now();
      const { code, discount } = dto;
      const made = { createdBy: caller.userId, now };
      const coupon = new Coupon({ code, discount, coverage, terms: termsOf(dto, now), ...made });
      await this.quotas.count(em, caller, coverage, 1);
      em.persist(coupon);
      return coupon;
    }, toCouponResponse);
    return orWhenDuplicate(created, { [ONE_COUPON_PER_CODE]: () => new CouponCodeTaken() });
  }

  /** Coupons that differ in their random codes only. @throws Forbidden, CouponCourseNotFound, CouponInvalid, CouponQuotaReached */
  async createBatch(caller: Caller, dto: CouponBatchCreateDto): Promise<CouponBatchResponse> {
    const coverage = await this.authors.coverageFor(caller, dto.scope);
    return this.unitOfWork.run(async (em) => {
      const [now, batchId] = [this.clock.now(), newId()];
      const { count, discount, prefix } = dto;
      const terms = termsOf(dto, now);
      await this.quotas.count(em, caller, coverage, count);
      for (let made = 0; made < count; made += 1) {
        const code = randomCode(prefix);
        const made = { batchId, createdBy: caller.userId, now };
        em.persist(new Coupon({ code, discount, coverage, terms, ...made }));
      }
      return { id: batchId, count };
    });
  }

  /** @throws CouponNotFound when it is absent or another user's; PreconditionFailed, CouponInvalid */
  update(
    caller: Caller,
    id: string,
    version: number,
    dto: CouponUpdateDto,
  ): Promise<CouponResponse> {
    const { startsAt, endsAt, ...rest } = dto;
    const changes = {
      ...rest,
      ...(startsAt === undefined ? {} : { startsAt: new Date(startsAt) }),
      ...(endsAt === undefined ? {} : { endsAt: endsAt === null ? null : new Date(endsAt) }),
    };
    return this.unitOfWork.run(async (em) => {
      const coupon = await this.locked(em, caller, id);
      coupon.assertVersion(version);
      coupon.edit(changes, this.clock.now());
      return coupon;
    }, toCouponResponse);
  }

  /** Doing it twice changes nothing. @throws CouponNotFound when it is absent or another user's */
  deactivate(caller: Caller, id: string): Promise<CouponResponse> {
    return this.unitOfWork.run(async (em) => {
      const coupon = await this.locked(em, caller, id);
      coupon.deactivate(this.clock.now());
      return coupon;
    }, toCouponResponse);
  }

  private async locked(em: EntityManager, caller: Caller, id: string): Promise<Coupon> {
    const found = await em.findOne(Coupon, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
    return ownedBy(caller, found, COUPON_RULE);
  }
}

/** The terms of a new coupon, with what was left out. */
function termsOf(dto: CouponUpdateDto, now: Date): CouponTerms {
  return {
    label: dto.label ?? null,
    startsAt: dto.startsAt === undefined ? now : new Date(dto.startsAt),
    endsAt: dto.endsAt === undefined || dto.endsAt === null ? null : new Date(dto.endsAt),
    totalLimit: dto.totalLimit ?? null,
    perUserLimit: dto.perUserLimit ?? null,
    minimumSpend: dto.minimumSpend ?? null,
    firstPurchaseOnly: dto.firstPurchaseOnly ?? false,
    combinesWithSale: dto.combinesWithSale ?? false,
  };
}
