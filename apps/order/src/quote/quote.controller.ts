import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
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
@Controller('quotes')
export class QuoteController {
  constructor(
    private readonly quotes: QuoteService,
    private readonly queries: QuoteQueryService,
  ) {}

  @Post()
  @Auth(Permission.orderCreate)
  @Operation({
    summary: 'Get prices that hold for a while, for the cart or for some courses',
    description: 'Every line explains how its price came about. An order is made from the quote.',
    status: 201,
    answer: QuoteResponse,
    errors: [QuoteEmpty, QuoteNotForSale, QuoteMixedCurrencies, QuoteOwnCourse, OrderAlreadyOwned],
  })
  createQuote(@CurrentUser() caller: Caller, @Body() body: QuoteCreateDto): Promise<QuoteResponse> {
    return this.quotes.create(caller, body);
  }

  @Get(':id')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'Read your quote',
    answer: QuoteResponse,
    errors: [QuoteNotFound, QuoteExpired],
  })
  getQuote(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<QuoteResponse> {
    return this.queries.get(caller, id);
  }
}
