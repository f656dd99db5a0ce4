import { IdField, IdListField, IntegerField } from '@course-plateform/types/platform';
import type { ChildrenOrder } from './children-order.entity';

/** How many categories may have one parent: their ids fit into the body of a request. */
const CHILDREN_MAX = 5000;

export class ChildrenOrderDto {
  @IdListField({
    maxItems: CHILDREN_MAX,
    repeated: 'allow',
    description: 'Each of the categories exactly once, in their new order',
  })
  categoryIds!: string[];
}

export class ChildrenOrderResponse {
  @IdField({ nullable: true, description: 'The category above; null for those at the top' })
  parentId!: string | null;

  @IdListField({ maxItems: CHILDREN_MAX, description: 'The categories in their order' })
  categoryIds!: string[];

  @IntegerField({
    min: 1,
    description:
      'Counts the changes of the order, with categories that come or go; its `ETag`, and the value for `If-Match`',
  })
  version!: number;
}

/** @param parentId null for the roots */
export function toChildrenOrderResponse(
  order: ChildrenOrder,
  parentId: string | null,
): ChildrenOrderResponse {
  return { parentId, categoryIds: order.categoryIds, version: order.version };
}
