import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IdempotencyRequired, Operation } from '@course-plateform/common/http';
import { TransitionNotAllowed } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import {
  OrderAlreadyOwned,
  QuoteExpired,
  QuoteNotForSale,
  QuoteNotFound,
  QuoteUsed,
} from '../quote/quote.errors';
import { OrderPlacementService } from './order-placement.service';
import { OrderQueryService } from './order-query.service';
import { OrderCreateDto, OrderListQuery, OrderPageResponse, OrderResponse } from './order.dto';
import { OrderNotFound, OrderOpenExists } from './order.errors';
import { OrderService } from './order.service';

@ApiTags('orders')
@Controller('orders')
export class OrderController {
  constructor(
    private readonly placement: OrderPlacementService,
    private readonly orders: OrderService,
    private readonly queries: OrderQueryService,
  ) {}

  @Post()
  @Auth(Permission.orderCreate)
  @IdempotencyRequired()
  @Operation({
    summary: 'Order what a quote offers',
    description: 'Courses and prices are those of the quote. An order that costs nothing is paid.',
    status: 201,
    answer: OrderResponse,
    errors: [
      QuoteNotFound,
      QuoteExpired,
      QuoteUsed,
      QuoteNotForSale,
      OrderAlreadyOwned,
      OrderOpenExists,
    ],
  })
  createOrder(@CurrentUser() caller: Caller, @Body() body: OrderCreateDto): Promise<OrderResponse> {
    return this.placement.create(caller, body);
  }

  @Get()
  @Auth(Permission.orderRead)
  @Operation({ summary: 'List your orders, newest first', answer: OrderPageResponse })
  listOrders(
    @CurrentUser() caller: Caller,
    @Query() query: OrderListQuery,
  ): Promise<OrderPageResponse> {
    return this.queries.list(caller, query);
  }

  @Get(':id')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'Read your order with its payments and history',
    answer: OrderResponse,
    errors: [OrderNotFound],
  })
  getOrder(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<OrderResponse> {
    return this.queries.get(caller, id);
  }

  @Post(':id/cancellations')
  @Auth(Permission.orderCreate)
  @Operation({
    summary: 'Cancel an order that is not paid yet',
    description: 'Its courses can be ordered again at once.',
    status: 201,
    answer: OrderResponse,
    errors: [OrderNotFound, TransitionNotAllowed],
  })
  cancelOrder(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<OrderResponse> {
    return this.orders.cancel(caller, id);
  }
}
