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
  /** Every entity; there is no discovery in folders. */
  readonly entities: readonly EntityClass<object>[];
}

interface PostgresDefinition extends Stored {
  readonly kind: 'postgres';
  /** Of schema and data, in order. */
  readonly migrations: readonly Constructor<SqlMigration>[];
}

interface MongoDefinition extends Stored {
  readonly kind: 'mongodb';
  /** Of data, in order; collections and indexes come from the entities. */
  readonly migrations: readonly Constructor<MongoMigration>[];
}

/** The database of a service: used by the application, the tests and the migration command. */
export type DatabaseDefinition = PostgresDefinition | MongoDefinition;

/** How a process connects to its database. */
export interface DatabaseConnection {
  readonly url: string;
  /** Used when the URL names no database. */
  readonly databaseName: string;
  /** The maximum number of connections of the process. */
  readonly poolMax: number;
  /** The timeout for a connection, and in PostgreSQL for a lock, in milliseconds; none when absent. */
  readonly timeoutMs?: number;
  /** The folder for new migrations; only the migration tool sets it. */
  readonly migrationsFolder?: string;
}

const REQUEST_ENTITY_MANAGER = contextKey<EntityManager>('entity-manager');

/**
 * Opens the ORM of a service. It connects with the first query or `orm.connect()`.
 * @param observers get the duration of each statement, and its span within a traced request, message or job
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
    // Errors are thrown, and logged where they become a response.
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

/** The timeouts, after which an error is thrown that becomes a 503. */
function timeoutsOf(kind: DatabaseDefinition['kind'], timeoutMs: number | undefined): object {
  if (timeoutMs === undefined) return {};
  return kind === 'mongodb'
    ? { serverSelectionTimeoutMS: timeoutMs, waitQueueTimeoutMS: timeoutMs }
    : { connectionTimeoutMillis: timeoutMs, lock_timeout: timeoutMs };
}

/** The entity manager of the current request, forked on first use. */
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
  // Loaded on demand, so that a service does not load the driver of the other database.
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

/** The driver's connection class, instrumented. */
async function observedBy(observers: StatementObservers) {
  // @ts-expect-error: the driver has no types for its connection
  const { Connection } = (await import('mongodb/lib/cmap/connection.js')) as {
    Connection: ConnectionClass;
  };
  return observedConnection(Connection, observers);
}

/** Maps `id`, which entities have in both databases, to MongoDB's `_id`. */
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
