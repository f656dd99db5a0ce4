import type { EntityClass, EntityManager, FilterObject, QueryOrderMap } from '@mikro-orm/core';
import {
  NUMBERED_ITEMS_MAX,
  type Page,
  type PageRequest,
  rowsOfPage,
} from '@course-plateform/common/kernel';

/**
 * Reads a page of a numbered list. It skips and counts at most `NUMBERED_ITEMS_MAX` rows, which limits its cost.
 * @param orderBy must end with the id, so that the order is total
 */
export async function findNumberedPage<T extends { readonly id: string }>(
  em: EntityManager,
  entity: EntityClass<T>,
  filter: FilterObject<NoInfer<T>>,
  { orderBy, ...request }: PageRequest & { readonly orderBy: QueryOrderMap<NoInfer<T>> },
): Promise<Page<T>> {
  const { offset, limit } = rowsOfPage(request);
  const items =
    limit === 0 ? [] : await em.find(entity, filter as FilterObject<T>, { orderBy, offset, limit });
  return { items, totalItems: await count(em, entity, filter, orderBy) };
}

/**
 * Counts only a list that is known to be short, because a count cannot be limited. To find out, it looks for the last
 * allowed row in the order of the list, which uses the same index.
 */
async function count<T extends { readonly id: string }>(
  em: EntityManager,
  entity: EntityClass<T>,
  filter: FilterObject<NoInfer<T>>,
  orderBy: QueryOrderMap<NoInfer<T>>,
): Promise<number> {
  const last = await em.find(entity, filter as FilterObject<T>, {
    fields: ['id'] as never,
    orderBy,
    offset: NUMBERED_ITEMS_MAX - 1,
    limit: 1,
    disableIdentityMap: true,
  });
  return last.length > 0 ? NUMBERED_ITEMS_MAX : em.count(entity, filter as FilterObject<T>);
}
