import type { EntityManager, MikroORM } from '@mikro-orm/core';
import type {
  MongoConnection,
  EntityManager as MongoEntityManager,
  MikroORM as MongoOrm,
} from '@mikro-orm/mongodb';
import type { PostgreSqlDriver, SqlEntityManager } from '@mikro-orm/postgresql';

export type PostgresEntityManager = SqlEntityManager<PostgreSqlDriver>;

// What both databases have in common is typed by the core of MikroORM. Whoever needs more of one of them asks here,
// because the types of its drivers do not derive from those of the core. Types only: neither driver is loaded.

/** Whether an entity manager works on MongoDB. */
export function isMongo(em: EntityManager): em is MongoEntityManager {
  return 'getCollection' in em;
}

/**
 * An entity manager of a service on PostgreSQL, for statements of one's own: `sqlOf(em).execute(…)` runs in the
 * transaction of the entity manager.
 * @throws Error on MongoDB
 */
export function sqlOf(em: EntityManager): PostgresEntityManager {
  if (isMongo(em)) throw new Error('MongoDB knows no SQL');
  return em as unknown as PostgresEntityManager;
}

/** An entity manager of a service on MongoDB. @throws Error on PostgreSQL */
export function mongoOf(em: EntityManager): MongoEntityManager {
  if (!isMongo(em)) throw new Error('PostgreSQL knows no collections');
  return em;
}

/** The connection of an ORM on MongoDB. @throws Error on PostgreSQL */
export function mongoConnectionOf(em: EntityManager): MongoConnection {
  return mongoOf(em).getDriver().getConnection();
}

/** What makes the collections and indexes of an ORM on MongoDB. @throws Error on PostgreSQL */
export function mongoSchemaOf(orm: MikroORM): MongoOrm['schema'] {
  mongoOf(orm.em);
  return (orm as unknown as MongoOrm).schema;
}
