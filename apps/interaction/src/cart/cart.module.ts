import { Module } from '@nestjs/common';
import { OfferModule } from '../offer/offer.module';
import { CartController } from './cart.controller';
import { CartEventHandler } from './cart.events';
import { CartFactory } from './cart.factory';
import { CartQueryService } from './cart-query.service';
import { CartRepository } from './cart.repository';
import { CartRpcHandler } from './cart.rpc';
import { CartService } from './cart.service';

@Module({
  imports: [OfferModule],
  controllers: [CartController, CartRpcHandler],
  providers: [CartService, CartQueryService, CartRepository, CartFactory, CartEventHandler],
  exports: [CartService],
})
export class CartModule {}
