import { Module } from '@nestjs/common';
import { CouponModule } from '../coupon/coupon.module';
import { BasketService } from './basket.service';
import { CouponCheckController } from './coupon-check.controller';
import { CouponCheckService } from './coupon-check.service';
import { PricingService } from './pricing.service';
import { QuoteClaimService } from './quote-claim.service';
import { QuoteController } from './quote.controller';
import { QuoteEventHandler } from './quote.events';
import { QuoteQueryService } from './quote-query.service';
import { QuoteService } from './quote.service';

@Module({
  imports: [CouponModule],
  controllers: [QuoteController, CouponCheckController],
  providers: [
    QuoteService,
    QuoteEventHandler,
    QuoteQueryService,
    QuoteClaimService,
    BasketService,
    PricingService,
    CouponCheckService,
  ],
  exports: [BasketService, QuoteClaimService],
})
export class QuoteModule {}
