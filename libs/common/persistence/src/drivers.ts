import type { EntityManager, MikroORM } from '@mikro-orm/core';
import type {
  MongoConnection,
  EntityManager as MongoEntityManager,
  MikroORM as MongoOrm,
} from '@mikro-orm/mongodb';
import type { PostgreSqlDriver, SqlEntityManager } from '@mikro-orm/postgresql';

export type PostgresEntityManager = SqlEntityManager<PostgreSqlDriver>;

// MikroORM's core types cover both databases. These functions give access to the types of one driver, which do not
// derive from the core types. Types only: neither driver is loaded.

/** Whether an entity manager is connected to MongoDB. */
export function isMongo(em: EntityManager): em is MongoEntityManager {
  return 'getCollection' in em;
}

/**
 * The entity manager as one of PostgreSQL, for custom statements: `sqlOf(em).execute(…)` runs in its transaction.
 * @throws Error on MongoDB
 */
export function sqlOf(em: EntityManager): PostgresEntityManager {
  if (isMongo(em)) throw new Error('MongoDB knows no SQL');
  return em as unknown as PostgresEntityManager;
}

/** The entity manager as one of MongoDB. @throws Error on PostgreSQL */
export function mongoOf(em: EntityManager): MongoEntityManager {
  if (!isMongo(em)) throw new Error('PostgreSQL knows no collections');
  return em;
}

/** The connection of an ORM on MongoDB. @throws Error on PostgreSQL */
export function mongoConnectionOf(em: EntityManager): MongoConnection {
  return mongoOf(em).getDriver().getConnection();
}

/** The schema generator for collections and indexes on MongoDB. @throws Error on PostgreSQL */
export function mongoSchemaOf(orm: MikroORM): MongoOrm['schema'] {
  mongoOf(orm.em);
  return (orm as unknown as MongoOrm).schema;
}
