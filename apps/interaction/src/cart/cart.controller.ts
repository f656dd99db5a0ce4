import { Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { OfferItemResponse } from '../offer/offer.dto';
import { CartQueryService } from './cart-query.service';
import { CartResponse } from './cart.dto';
import { CartAlreadyOwned, CartFull, CartNotForSale, CartOwnCourse } from './cart.errors';
import { CartService } from './cart.service';

@ApiTags('cart')
@Controller('cart')
export class CartController {
  constructor(
    private readonly carts: CartService,
    private readonly queries: CartQueryService,
  ) {}

  @Get()
  @Auth(Permission.cartManage)
  @Operation({
    summary: 'Read your cart at the prices of this moment',
    description: 'Each item says what has changed since it was put in.',
    answer: CartResponse,
  })
  getCart(@CurrentUser() caller: Caller): Promise<CartResponse> {
    return this.queries.get(caller);
  }

  @Put('items/:courseId')
  @Auth(Permission.cartManage)
  @Operation({
    summary: 'Put a course into your cart',
    description:
      'A course that is there already keeps its place; its present price is taken as seen.',
    answer: OfferItemResponse,
    errors: [CartNotForSale, CartOwnCourse, CartAlreadyOwned, CartFull],
  })
  putCartItem(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
  ): Promise<OfferItemResponse> {
    return this.carts.put(caller, courseId);
  }

  @Delete('items/:courseId')
  @Auth(Permission.cartManage)
  @Operation({ summary: 'Take a course out of your cart', status: 204 })
  deleteCartItem(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
  ): Promise<void> {
    return this.carts.take(caller, courseId);
  }

  @Delete()
  @Auth(Permission.cartManage)
  @Operation({ summary: 'Empty your cart', status: 204 })
  deleteCart(@CurrentUser() caller: Caller): Promise<void> {
    return this.carts.empty(caller);
  }
}
