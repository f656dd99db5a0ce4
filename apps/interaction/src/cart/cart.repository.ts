import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { CartItem } from './cart-item.entity';

/** The named questions about stored carts. */
@Injectable()
export class CartRepository {
  constructor(private readonly em: EntityManager) {}

  /** What is in a user's cart, in the order it was put in. */
  items(userId: string): Promise<CartItem[]> {
    return this.em.find(CartItem, { cart: userId }, { orderBy: { id: 'asc' } });
  }
}
