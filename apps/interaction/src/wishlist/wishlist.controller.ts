import { Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CartAlreadyOwned, CartFull, CartNotForSale, CartOwnCourse } from '../cart/cart.errors';
import { OfferItemResponse } from '../offer/offer.dto';
import { WishlistQueryService } from './wishlist-query.service';
import { WishlistPageResponse, WishlistQuery } from './wishlist.dto';
import {
  WishlistAlreadyOwned,
  WishlistItemNotFound,
  WishlistNotForSale,
  WishlistOwnCourse,
} from './wishlist.errors';
import { WishlistService } from './wishlist.service';

@ApiTags('wishlist')
@Controller('wishlist')
export class WishlistController {
  constructor(
    private readonly wishes: WishlistService,
    private readonly queries: WishlistQueryService,
  ) {}

  @Get()
  @Auth(Permission.wishlistManage)
  @Operation({
    summary: 'List your wishes at the prices of this moment, newest first',
    answer: WishlistPageResponse,
  })
  listWishes(
    @CurrentUser() caller: Caller,
    @Query() query: WishlistQuery,
  ): Promise<WishlistPageResponse> {
    return this.queries.list(caller, query);
  }

  @Put(':courseId')
  @Auth(Permission.wishlistManage)
  @Operation({
    summary: 'Wish for a course',
    answer: OfferItemResponse,
    errors: [WishlistNotForSale, WishlistOwnCourse, WishlistAlreadyOwned],
  })
  putWish(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
  ): Promise<OfferItemResponse> {
    return this.wishes.put(caller, courseId);
  }

  @Delete(':courseId')
  @Auth(Permission.wishlistManage)
  @Operation({ summary: 'Take a course off your wishlist', status: 204 })
  deleteWish(@CurrentUser() caller: Caller, @IdParam('courseId') courseId: string): Promise<void> {
    return this.wishes.remove(caller, courseId);
  }

  @Post(':courseId/cart-moves')
  @Auth(Permission.wishlistManage)
  @Operation({
    summary: 'Move a wish into your cart',
    status: 201,
    answer: OfferItemResponse,
    errors: [WishlistItemNotFound, CartNotForSale, CartOwnCourse, CartAlreadyOwned, CartFull],
  })
  moveWishToCart(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
  ): Promise<OfferItemResponse> {
    return this.wishes.moveToCart(caller, courseId);
  }
}
