import { Body, Controller, Delete, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { CursorQuery, IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { MoneyInvalid } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import { CourseNotFound, CourseRightMissing } from '../course/course.errors';
import { SalePriceCreateDto, SalePricePageResponse, SalePriceResponse } from './sale-price.dto';
import {
  SaleLimitReached,
  SaleOver,
  SaleOverlap,
  SalePriceInvalid,
  SalePriceNotFound,
  SaleWindowInvalid,
} from '../price/sale-price.errors';
import { SalePriceQueryService } from './sale-price-query.service';
import { SalePriceService } from './sale-price.service';

@ApiTags('sale prices')
@TagDescription('Lower prices of a course for some time')
@Controller('courses/:id/sale-prices')
export class SalePriceController {
  constructor(
    private readonly sales: SalePriceService,
    private readonly queries: SalePriceQueryService,
  ) {}

  @Post()
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Plan a sale price',
    description:
      'From `startsAt` on, and until `endsAt`, the course costs the sale price wherever it is shown or sold; quotes that exist keep theirs. Sales of a course do not overlap, and how much they take off, how long they last and how far ahead they start has limits.',
    status: 201,
    location: '/api/v1/courses/{courseId}/sale-prices',
    response: SalePriceResponse,
    errors: [
      CourseNotFound,
      CourseRightMissing,
      SaleOverlap,
      SaleLimitReached,
      SaleWindowInvalid,
      SalePriceInvalid,
      MoneyInvalid,
    ],
  })
  createSalePrice(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: SalePriceCreateDto,
  ): Promise<SalePriceResponse> {
    return this.sales.create(caller, id, body);
  }

  @Get()
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'List the sale prices of a course',
    description: 'Those that are planned, run or are over, the latest start first.',
    response: SalePricePageResponse,
    errors: [CourseNotFound, CourseRightMissing],
  })
  listSalePrices(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Query() query: CursorQuery,
  ): Promise<SalePricePageResponse> {
    return this.queries.list(caller, id, query);
  }

  @Delete(':saleId')
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'End or remove a sale price',
    description:
      'A sale that runs ends now and stays in the list; one that has not begun is removed. One that is over stays for the record.',
    status: 204,
    errors: [CourseNotFound, CourseRightMissing, SalePriceNotFound, SaleOver],
  })
  deleteSalePrice(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @IdParam('saleId') saleId: string,
  ): Promise<void> {
    return this.sales.remove(caller, id, saleId);
  }
}
