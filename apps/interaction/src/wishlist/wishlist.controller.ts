import { Controller, Delete, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
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
@TagDescription('The courses that you may want to buy later')
@Controller('wishlist')
export class WishlistController {
  constructor(
    private readonly wishes: WishlistService,
    private readonly queries: WishlistQueryService,
  ) {}

  @Get()
  @Auth(Permission.wishlistManage)
  @Operation({
    summary: 'List your wishlist',
    description: 'At present prices, newest first.',
    response: WishlistPageResponse,
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
    summary: 'Add a course to your wishlist',
    description: 'A course that is on it already keeps its place.',
    response: OfferItemResponse,
    returns: 'The course with its present price',
    errors: [WishlistNotForSale, WishlistOwnCourse, WishlistAlreadyOwned],
  })
  addWishlistItem(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
  ): Promise<OfferItemResponse> {
    return this.wishes.put(caller, courseId);
  }

  @Delete(':courseId')
  @Auth(Permission.wishlistManage)
  @Operation({
    summary: 'Remove a course from your wishlist',
    description: 'A course that is not on it changes nothing.',
    status: 204,
  })
  removeWishlistItem(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
  ): Promise<void> {
    return this.wishes.remove(caller, courseId);
  }

  @Post(':courseId/cart-moves')
  @Auth(Permission.wishlistManage)
  @Operation({
    summary: 'Move a course to your cart',
    description: 'Removes the course from your wishlist and adds it to your cart, both or neither.',
    status: 201,
    location: '/api/v1/cart',
    response: OfferItemResponse,
    returns: 'The course with its present price',
    errors: [WishlistItemNotFound, CartNotForSale, CartOwnCourse, CartAlreadyOwned, CartFull],
  })
  moveWishToCart(
    @CurrentUser() caller: Caller,
    @IdParam('courseId') courseId: string,
  ): Promise<OfferItemResponse> {
    return this.wishes.moveToCart(caller, courseId);
  }
}
