import { Module } from '@nestjs/common';
import { CartModule } from '../cart/cart.module';
import { OfferModule } from '../offer/offer.module';
import { WishlistController } from './wishlist.controller';
import { WishlistEventHandler } from './wishlist.events';
import { WishlistQueryService } from './wishlist-query.service';
import { WishlistRepository } from './wishlist.repository';
import { WishlistService } from './wishlist.service';

@Module({
  imports: [OfferModule, CartModule],
  controllers: [WishlistController],
  providers: [WishlistService, WishlistQueryService, WishlistRepository, WishlistEventHandler],
})
export class WishlistModule {}
