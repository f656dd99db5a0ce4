import { Body, Controller, Get, Patch, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Auth, type Caller, CurrentUser, Forbidden } from '@course-plateform/common/auth';
import {
  IdParam,
  IdempotencyRequired,
  IfMatch,
  Operation,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CouponQueryService } from './coupon-query.service';
import {
  CouponBatchCreateDto,
  CouponBatchResponse,
  CouponCreateDto,
  CouponListQuery,
  CouponPageResponse,
  CouponResponse,
  CouponUpdateDto,
} from './coupon.dto';
import {
  CouponCodeTaken,
  CouponCourseNotFound,
  CouponInvalid,
  CouponNotFound,
  CouponQuotaReached,
} from './coupon.errors';
import { CouponService } from './coupon.service';

const CSV = 'text/csv';

@ApiTags('coupons')
@TagDescription('Coupons of instructors and of the site')
@Controller('coupons')
export class CouponController {
  constructor(
    private readonly coupons: CouponService,
    private readonly queries: CouponQueryService,
  ) {}

  @Post()
  @Auth(Permission.couponManage)
  @Operation({
    summary: 'Create a coupon',
    description:
      'Instructors create coupons for one of their courses or for all of them, so many per course and month (`COUPONS_PER_COURSE_MONTH`). Admins create them for any course and for the whole site. Its discount and its courses never change.',
    status: 201,
    response: CouponResponse,
    errors: [Forbidden, CouponCourseNotFound, CouponCodeTaken, CouponQuotaReached, CouponInvalid],
  })
  createCoupon(
    @CurrentUser() caller: Caller,
    @Body() body: CouponCreateDto,
  ): Promise<CouponResponse> {
    return this.coupons.create(caller, body);
  }

  @Post('batches')
  @Auth(Permission.couponManage)
  @IdempotencyRequired()
  @Operation({
    summary: 'Generate coupons with random codes',
    description:
      'All have the same terms; `totalLimit: 1` makes each code work once. Every code counts towards the monthly number of an instructor. Read the codes as CSV.',
    status: 201,
    location: '/api/v1/coupons/batches/{id}/codes',
    response: CouponBatchResponse,
    errors: [Forbidden, CouponCourseNotFound, CouponQuotaReached, CouponInvalid],
  })
  createCouponBatch(
    @CurrentUser() caller: Caller,
    @Body() body: CouponBatchCreateDto,
  ): Promise<CouponBatchResponse> {
    return this.coupons.createBatch(caller, body);
  }

  @Get('batches/:id/codes')
  @Auth(Permission.couponManage)
  @Operation({
    summary: 'Download the codes of a batch',
    description:
      'A CSV file with a header line. Cells that a spreadsheet would take for a formula begin with an apostrophe.',
    responseType: CSV,
    errors: [CouponNotFound],
  })
  async getCouponBatchCodes(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const codes = await this.queries.codes(caller, id);
    await reply
      .header('content-disposition', `attachment; filename="coupons-${id}.csv"`)
      .type(`${CSV}; charset=utf-8`)
      .send(codes);
  }

  @Get()
  @Auth(Permission.couponManage)
  @Operation({
    summary: 'List coupons',
    description: 'Newest first: those of your own courses, or all for admins.',
    response: CouponPageResponse,
  })
  listCoupons(
    @CurrentUser() caller: Caller,
    @Query() query: CouponListQuery,
  ): Promise<CouponPageResponse> {
    return this.queries.list(caller, query);
  }

  @Get(':id')
  @Auth(Permission.couponManage)
  @Operation({
    summary: 'Get a coupon',
    description: 'With the number of its uses. Instructors get those of their own courses only.',
    response: CouponResponse,
    errors: [CouponNotFound],
  })
  getCoupon(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<CouponResponse> {
    return this.queries.get(caller, id);
  }

  @Patch(':id')
  @Auth(Permission.couponManage)
  @Operation({
    summary: 'Update a coupon',
    description:
      'Its period, its limits and its conditions. Quotes keep their prices; a lower limit ends no use. JSON Merge Patch (RFC 7396).',
    response: CouponResponse,
    errors: [CouponNotFound, CouponInvalid],
  })
  updateCoupon(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: CouponUpdateDto,
  ): Promise<CouponResponse> {
    return this.coupons.update(caller, id, version, body);
  }

  @Post(':id/deactivations')
  @Auth(Permission.couponManage)
  @Operation({
    summary: 'Deactivate a coupon',
    description:
      'For good. Orders that were placed with it keep their prices; quotes that are not ordered yet lose it.',
    status: 201,
    location: '/api/v1/coupons/{id}',
    response: CouponResponse,
    errors: [CouponNotFound],
  })
  deactivateCoupon(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<CouponResponse> {
    return this.coupons.deactivate(caller, id);
  }
}
