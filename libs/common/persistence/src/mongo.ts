import type { EntityClass, EntityManager } from '@mikro-orm/core';
import type { ClientSession, Collection, Db, Document } from 'mongodb';
import { mongoConnectionOf, mongoOf } from './drivers';

/**
 * The driver's collection of an entity, for hot reads and pipelines. Documents have `_id`, not `id`, and the unit of
 * work does not track them.
 */
export function collectionOf<T extends object>(
  em: EntityManager,
  entity: EntityClass<T>,
): Collection<Document> {
  return mongoOf(em).getCollection(entity) as unknown as Collection<Document>;
}

/**
 * Writes a document in the transaction of an entity manager without changing its fields or version. Of two concurrent
 * transactions that write the same document, MongoDB aborts one, which is retried (`retryConflicts`) and reads what the
 * other has stored. For invariants across several documents.
 * @param id of a document that exists
 */
export async function claimDocument(
  em: EntityManager,
  entity: EntityClass<object>,
  id: string,
): Promise<void> {
  await withCollection(em, entity, (collection, session) =>
    collection.updateOne({ _id: id as never }, { $inc: { claims: 1 } }, { session }),
  );
}

/**
 * Uses the driver's collection of an entity in the transaction of an entity manager, for atomic writes that the unit of
 * work does not have. The documents are not tracked. A conflict is retried like any other (`retryConflicts`).
 * @throws Error outside a transaction
 */
export async function withCollection<T>(
  em: EntityManager,
  entity: EntityClass<object>,
  work: (collection: Collection<Document>, session: ClientSession) => Promise<T>,
): Promise<T> {
  const session: ClientSession | undefined = em.getTransactionContext();
  if (!session) throw new Error('The collection is used outside a transaction');
  try {
    return await work(collectionOf(em, entity), session);
  } catch (error) {
    // An error of the driver itself would not be recognized as a conflict.
    throw error instanceof Error ? mongoOf(em).getDriver().convertException(error) : error;
  }
}

/** The driver's database of an entity manager, for collections without an entity. */
export function mongoDatabaseOf(em: EntityManager): Db {
  return mongoConnectionOf(em).getDb();
}
