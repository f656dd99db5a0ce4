import { Module } from '@nestjs/common';
import { CouponAuthorService } from './coupon-author.service';
import { CouponController } from './coupon.controller';
import { CouponEventHandler } from './coupon.events';
import { CouponQueryService } from './coupon-query.service';
import { CouponQuotas } from './coupon-quotas.service';
import { CouponRepository } from './coupon.repository';
import { CouponService } from './coupon.service';
import { CouponUses } from './coupon-uses.service';

@Module({
  controllers: [CouponController],
  providers: [
    CouponService,
    CouponQueryService,
    CouponAuthorService,
    CouponQuotas,
    CouponRepository,
    CouponUses,
    CouponEventHandler,
  ],
  exports: [CouponRepository, CouponUses],
})
export class CouponModule {}
