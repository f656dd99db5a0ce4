import { platformEntities } from '@course-plateform/common/service';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';
import { CartItem } from './cart/cart-item.entity';
import { Cart } from './cart/cart.entity';
import { migrations } from './migrations';
import { WishlistItem } from './wishlist/wishlist-item.entity';

export const database: DatabaseDefinition = {
  kind: 'postgres',
  entities: [...platformEntities, Cart, CartItem, WishlistItem],
  migrations,
};
