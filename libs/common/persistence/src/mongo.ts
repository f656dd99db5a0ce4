import type { EntityClass, EntityManager } from '@mikro-orm/core';
import type { Collection, Db, Document } from 'mongodb';
import { mongoConnectionOf, mongoOf } from './drivers';

/**
 * The driver's own collection behind an entity, for hot reads and pipelines. Documents have `_id`, not `id`, and
 * the unit of work knows nothing of them.
 */
export function collectionOf<T extends object>(
  em: EntityManager,
  entity: EntityClass<T>,
): Collection<Document> {
  return mongoOf(em).getCollection(entity) as unknown as Collection<Document>;
}

/** The driver's own database behind an entity manager, for collections that no entity stands for. */
export function mongoDatabaseOf(em: EntityManager): Db {
  return mongoConnectionOf(em).getDb();
}
