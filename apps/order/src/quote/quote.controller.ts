import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CouponNotUsable } from '../coupon/coupon.errors';
import { QuoteCreateDto, QuoteResponse } from './quote.dto';
import {
  OrderAlreadyOwned,
  QuoteEmpty,
  QuoteExpired,
  QuoteMixedCurrencies,
  QuoteNotForSale,
  QuoteNotFound,
  QuoteOwnCourse,
} from './quote.errors';
import { QuoteQueryService } from './quote-query.service';
import { QuoteService } from './quote.service';

@ApiTags('quotes')
@TagDescription('Quotes: prices that are guaranteed for a while')
@Controller('quotes')
export class QuoteController {
  constructor(
    private readonly quotes: QuoteService,
    private readonly queries: QuoteQueryService,
  ) {}

  @Post()
  @Auth(Permission.orderCreate)
  @Operation({
    summary: 'Create a price quote',
    description:
      'For the courses in your cart or for a list of courses. Each line explains how its price came about. With `couponCode` the buyer pays the lower of the sale price and the list price less the coupon on each line, unless the coupon combines with sales. The prices are guaranteed until the quote expires, and an order is placed from the quote.',
    status: 201,
    response: QuoteResponse,
    errors: [
      QuoteEmpty,
      QuoteNotForSale,
      QuoteMixedCurrencies,
      QuoteOwnCourse,
      OrderAlreadyOwned,
      CouponNotUsable,
    ],
  })
  createQuote(@CurrentUser() caller: Caller, @Body() body: QuoteCreateDto): Promise<QuoteResponse> {
    return this.quotes.create(caller, body);
  }

  @Get(':id')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'Get one of your quotes',
    description: 'With its lines, their explanations and the order that was placed from it.',
    response: QuoteResponse,
    errors: [QuoteNotFound, QuoteExpired],
  })
  getQuote(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<QuoteResponse> {
    return this.queries.get(caller, id);
  }
}
