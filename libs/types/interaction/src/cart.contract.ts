import { rpcContract } from '@course-plateform/common/kernel';
import { IdField, IdListField } from '@course-plateform/types/platform';

export class CartGet {
  @IdField()
  userId!: string;
}

export class CartContents {
  @IdListField({ maxItems: 50, description: 'In the order they were put in' })
  courseIds!: string[];
}

/** What is in somebody's cart. */
export const cartGet = rpcContract({
  subject: 'interaction.cart.get',
  request: CartGet,
  reply: CartContents,
  askedBy: ['order'],
});
