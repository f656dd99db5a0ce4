import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import { type CartContents, type CartGet, cartGet } from '@course-plateform/types/interaction';
import { CartQueryService } from './cart-query.service';

@Controller()
export class CartRpcHandler {
  constructor(private readonly queries: CartQueryService) {}

  @RpcHandler(cartGet)
  @Internal()
  getCart({ userId }: CartGet): Promise<CartContents> {
    return this.queries.contents(userId);
  }
}
