import type { EntityClass, EntityManager, FilterObject, QueryOrderMap } from '@mikro-orm/core';
import {
  NUMBERED_ITEMS_MAX,
  type Page,
  type PageRequest,
  rowsOfPage,
} from '@course-plateform/common/kernel';

/**
 * Reads one page of a numbered list. Rows are passed over and counted up to `NUMBERED_ITEMS_MAX`, so that a page of a
 * very long list costs no more than that.
 * @param orderBy must end with the id, so that the order is complete
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
 * A count has no bound of its own, so it is made only of a list that is known to be short. Which one is the last does not
 * matter, but in the order of the list it is found in the same index, where others need not be passed over.
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
