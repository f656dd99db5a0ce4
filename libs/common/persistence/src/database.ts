import type {
  Constructor,
  EntityClass,
  EntityManager,
  EntityMetadata,
  MikroORM,
  Options,
} from '@mikro-orm/core';
import type { Migration as SqlMigration } from '@mikro-orm/migrations';
import type { Migration as MongoMigration } from '@mikro-orm/migrations-mongodb';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { RequestContext, contextKey } from '@course-plateform/common/kernel';
import { beginningLate } from './late-begin';
import { rollingBack } from './lost-connections';
import {
  type ConnectionClass,
  type StatementObservers,
  observeSql,
  observedConnection,
} from './statements';
import { forkOf } from './fork';
import { batchingEntityManager, preparingClient, preparingDriver } from './preparing-driver';

interface Stored {
  /** Every entity, listed: nothing is found by searching folders. */
  readonly entities: readonly EntityClass<object>[];
}

interface PostgresDefinition extends Stored {
  readonly kind: 'postgres';
  /** Of tables and of data, in the order they run. */
  readonly migrations: readonly Constructor<SqlMigration>[];
}

interface MongoDefinition extends Stored {
  readonly kind: 'mongodb';
  /** Of data, in the order they run; collections and indexes come from the entities. */
  readonly migrations: readonly Constructor<MongoMigration>[];
}

/** What a service keeps and where: the same declaration serves the app, the tests and the migration command. */
export type DatabaseDefinition = PostgresDefinition | MongoDefinition;

/** How one process reaches its database. */
export interface DatabaseConnection {
  readonly url: string;
  /** Used when the URL names no database. */
  readonly databaseName: string;
  /** The most connections of one process. */
  readonly poolMax: number;
  /** How long one waits for a connection, and in PostgreSQL for a lock, in milliseconds; without it for ever. */
  readonly timeoutMs?: number;
  /** Where `migration:create` writes; only the tool sets it. */
  readonly migrationsFolder?: string;
}

const REQUEST_ENTITY_MANAGER = contextKey<EntityManager>('entity-manager');

/**
 * Opens the ORM of a service. Nothing connects before the first query or `orm.connect()`.
 * @param observers hear of each statement: its duration, and its span when it is made for a request, message or job
 *   that is traced
 */
export async function openDatabase(
  definition: DatabaseDefinition,
  connection: DatabaseConnection,
  observers?: StatementObservers,
): Promise<MikroORM> {
  const { driver, orm, extensions, entityManager, ...clientOptions } = await driverOf(
    definition.kind,
  );
  const root: { orm?: MikroORM } = {};
  const mongo = definition.kind === 'mongodb';
  const dbName = databaseOf(connection.url) ?? connection.databaseName;
  const options: Partial<Options> = {
    driver,
    extensions,
    ...(entityManager ? { entityManager } : {}),
    clientUrl: withDatabase(connection.url, connection.databaseName),
    dbName,
    entities: [...definition.entities],
    metadataProvider: ReflectMetadataProvider,
    metadataCache: { enabled: false },
    pool: { min: 0, max: connection.poolMax },
    driverOptions: {
      ...clientOptions,
      ...timeoutsOf(definition.kind, connection.timeoutMs),
      ...(mongo && observers ? { connectionType: await observedBy(observers) } : {}),
    },
    forceUtcTimezone: true,
    implicitTransactions: true,
    ensureIndexes: false,
    discovery: mongo ? { onMetadata: keepIdAsDocumentKey } : {},
    // Failures come up as exceptions and are logged where they are answered.
    debug: false,
    logger: () => undefined,
    context: () => requestEntityManager(root.orm),
    migrations: {
      tableName: 'migration',
      migrationsList: [...definition.migrations],
      snapshot: false,
      emit: 'ts',
      ...(connection.migrationsFolder
        ? { path: connection.migrationsFolder, pathTs: connection.migrationsFolder }
        : {}),
    },
    ...(observers && !mongo ? observeSql(observers, dbName) : {}),
  };
  root.orm = new orm(options);
  return root.orm;
}

/** Nobody waits without end: what takes longer comes up as an exception, which is answered as 503. */
function timeoutsOf(kind: DatabaseDefinition['kind'], timeoutMs: number | undefined): object {
  if (timeoutMs === undefined) return {};
  return kind === 'mongodb'
    ? { serverSelectionTimeoutMS: timeoutMs, waitQueueTimeoutMS: timeoutMs }
    : { connectionTimeoutMillis: timeoutMs, lock_timeout: timeoutMs };
}

/** The entity manager of the request under way, forked when it is first needed. */
function requestEntityManager(orm: MikroORM | undefined): EntityManager | undefined {
  const context = RequestContext.current();
  if (!context || !orm) return undefined;
  const known = context.get(REQUEST_ENTITY_MANAGER);
  if (known) return known;
  const fork = forkOf(orm.em);
  context.set(REQUEST_ENTITY_MANAGER, fork);
  return fork;
}

async function driverOf(kind: DatabaseDefinition['kind']) {
  // Loaded on demand, so that a service does not carry the other database's driver in memory.
  if (kind === 'mongodb') {
    const { MikroORM: orm, MongoDriver: driver } = await import('@mikro-orm/mongodb');
    const { Migrator } = await import('@mikro-orm/migrations-mongodb');
    return {
      orm: orm as unknown as new (options: Partial<Options>) => MikroORM,
      driver,
      extensions: [Migrator],
    };
  }
  const postgres = await import('@mikro-orm/postgresql');
  const { Migrator } = await import('@mikro-orm/migrations');
  return {
    orm: postgres.MikroORM as unknown as new (options: Partial<Options>) => MikroORM,
    driver: preparingDriver({ postgres, kysely: await import('kysely') }),
    entityManager: batchingEntityManager(postgres),
    extensions: [Migrator],
    Client: preparingClient(rollingBack(beginningLate(await import('pg')))),
  };
}

/** The driver's connection that tells of its commands. */
async function observedBy(observers: StatementObservers) {
  // @ts-expect-error: the driver publishes its connection as JavaScript only
  const { Connection } = (await import('mongodb/lib/cmap/connection.js')) as {
    Connection: ConnectionClass;
  };
  return observedConnection(Connection, observers);
}

/** MongoDB calls the key of every document `_id`; entities say `id` in both databases. */
function keepIdAsDocumentKey(meta: EntityMetadata): void {
  const key = meta.properties['id' as keyof typeof meta.properties];
  if (key?.primary) key.fieldNames = ['_id'];
}

function databaseOf(url: string): string | undefined {
  const name = new URL(url).pathname.slice(1);
  return name === '' ? undefined : decodeURIComponent(name);
}

function withDatabase(url: string, name: string): string {
  if (databaseOf(url) !== undefined) return url;
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
}
