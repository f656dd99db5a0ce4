import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import {
  IdParam,
  IdempotencyRequired,
  Operation,
  TagDescription,
} from '@course-plateform/common/http';
import { TransitionNotAllowed } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import { CouponLost } from '../coupon/coupon.errors';
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
@TagDescription('Orders: what was bought, for how much, and in which state it is')
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
    summary: 'Place an order from a quote',
    description:
      'Courses and prices are those of the quote, which works once. An order that costs nothing is paid at once; others wait for their payment until `dueAt` and expire then. The coupon of the quote is held by the order and used once it is paid; if it was used up or deactivated since the quote, the order is refused. A course that you own or have in another open order is refused.',
    status: 201,
    response: OrderResponse,
    errors: [
      QuoteNotFound,
      QuoteExpired,
      QuoteUsed,
      QuoteNotForSale,
      OrderAlreadyOwned,
      OrderOpenExists,
      CouponLost,
    ],
  })
  createOrder(@CurrentUser() caller: Caller, @Body() body: OrderCreateDto): Promise<OrderResponse> {
    return this.placement.create(caller, body);
  }

  @Get()
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'List your orders',
    description: 'Newest first.',
    response: OrderPageResponse,
  })
  listOrders(
    @CurrentUser() caller: Caller,
    @Query() query: OrderListQuery,
  ): Promise<OrderPageResponse> {
    return this.queries.list(caller, query);
  }

  @Get(':id')
  @Auth(Permission.orderRead)
  @Operation({
    summary: 'Get one of your orders',
    description: 'With its lines, its payments and the history of its states.',
    response: OrderResponse,
    errors: [OrderNotFound],
  })
  getOrder(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<OrderResponse> {
    return this.queries.get(caller, id);
  }

  @Post(':id/cancellations')
  @Auth(Permission.orderCreate)
  @Operation({
    summary: 'Cancel an unpaid order',
    description:
      'Its open payment is canceled too, and its courses can be ordered again at once. A paid order cannot be canceled.',
    status: 201,
    location: '/api/v1/orders/{id}',
    response: OrderResponse,
    errors: [OrderNotFound, TransitionNotAllowed],
  })
  cancelOrder(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<OrderResponse> {
    return this.orders.cancel(caller, id);
  }
}
