import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { CartModule } from './cart/cart.module';
import { InteractionSettings } from './env';
import { database } from './mikro-orm.config';
import { WishlistModule } from './wishlist/wishlist.module';

@Module({ imports: [CartModule, WishlistModule] })
export class AppModule {}

export const service = defineService({
  settings: InteractionSettings,
  database,
  module: AppModule,
});
