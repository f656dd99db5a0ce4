import type { EntityManager } from '@mikro-orm/core';
import { type PostgresEntityManager, sqlOf } from './drivers';

/**
 * An entity manager of its own, beside the one of the request or transaction under way: it has loaded nothing, and what
 * it stores stays whatever becomes of that.
 */
export function forkOf(em: EntityManager): EntityManager {
  // Without disableContextResolution the fork asks for the context again, without end.
  return em.fork({ useContext: false, disableContextResolution: true });
}

/** The same for statements of one's own, in a service on PostgreSQL. */
export function sqlForkOf(em: EntityManager): PostgresEntityManager {
  return sqlOf(forkOf(em));
}
