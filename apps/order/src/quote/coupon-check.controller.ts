import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { Operation, RateLimit } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CouponCheckCreateDto, CouponCheckResponse } from './coupon-check.dto';
import { CouponCheckService } from './coupon-check.service';
import {
  OrderAlreadyOwned,
  QuoteEmpty,
  QuoteMixedCurrencies,
  QuoteNotForSale,
  QuoteOwnCourse,
} from './quote.errors';

@ApiTags('coupons')
@Controller('coupon-checks')
export class CouponCheckController {
  constructor(private readonly checks: CouponCheckService) {}

  @Post()
  @Auth(Permission.orderCreate)
  @RateLimit('sensitive')
  @Operation({
    summary: 'Check whether a coupon can be used',
    description:
      'For the courses in your cart or for a list of courses. Nothing is held: an order that is placed in the meantime may take the last use.',
    response: CouponCheckResponse,
    errors: [QuoteEmpty, QuoteNotForSale, QuoteMixedCurrencies, QuoteOwnCourse, OrderAlreadyOwned],
  })
  checkCoupon(
    @CurrentUser() caller: Caller,
    @Body() body: CouponCheckCreateDto,
  ): Promise<CouponCheckResponse> {
    return this.checks.report(caller, body);
  }
}
