import { rpcContract } from '@course-plateform/common/kernel';
import { IdField, IdListField } from '@course-plateform/types/platform';

export class CartGet {
  @IdField({ description: 'The owner of the cart' })
  userId!: string;
}

export class CartContents {
  @IdListField({ maxItems: 50, description: 'In the order in which they were added' })
  courseIds!: string[];
}

/** What is in a user's cart. */
export const cartGet = rpcContract({
  subject: 'interaction.cart.get',
  request: CartGet,
  reply: CartContents,
  callers: ['order'],
});
