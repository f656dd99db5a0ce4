import { Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { OfferItemResponse } from '../offer/offer.dto';
import { CartQueryService } from './cart-query.service';
import { CartResponse } from './cart.dto';
import { CartAlreadyOwned, CartFull, CartNotForSale, CartOwnCourse } from './cart.errors';
import { CartService } from './cart.service';

@ApiTags('cart')
@TagDescription('The courses that you are about to buy')
@Controller('cart')
export class CartController {
  constructor(
    private readonly carts: CartService,
    private readonly queries: CartQueryService,
  ) {}

  @Get()
  @Auth(Permission.cartManage)
  @Operation({
    summary: 'Get your cart',
    description:
      'At present prices. `changes` of an item says what is different from when it was added: its price, or that it is not for sale any more or already yours.',
    response: CartResponse,
  })
  getCart(@CurrentUser() caller: Caller): Promise<CartResponse> {
    return this.queries.get(caller);
  }

  @Put('items/:courseId')
  @Auth(Permission.cartManage)
  @Operation({
    summary: 'Add a course to your cart',
    description:
      'A course that is in the cart already keeps its place, and its present price counts as seen. Your own courses and those you are enrolled in cannot be added, nor those that are not for sale.',
    response: OfferItemResponse,
    returns: 'The course with its present price',
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
  @Operation({
    summary: 'Remove a course from your cart',
    description: 'A course that is not in the cart changes nothing.',
    status: 204,
  })
  deleteCartItem(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
  ): Promise<void> {
    return this.carts.take(caller, courseId);
  }

  @Delete()
  @Auth(Permission.cartManage)
  @Operation({
    summary: 'Empty your cart',
    description: 'Removes all items. An empty cart stays empty.',
    status: 204,
  })
  deleteCart(@CurrentUser() caller: Caller): Promise<void> {
    return this.carts.empty(caller);
  }
}
