import { forkOf as fork } from '@course-plateform/common/persistence';
import { randomBytes } from 'node:crypto';
import type { EntityClass, EntityManager, MikroORM, Options } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM as MongoOrm } from '@mikro-orm/mongodb';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';

/** The address of a real store. */
export function storeUrl(name: 'POSTGRES' | 'MONGODB' | 'NATS'): string {
  const url = process.env[`TEST_${name}_URL`];
  if (!url) throw new Error(`TEST_${name}_URL is not set: these tests need the real store`);
  return url;
}

/** A name nobody else uses: of a database, and with a dot a namespace. */
export function uniqueName(): string {
  return `t${randomBytes(6).toString('hex')}`;
}

/** A fresh database with the tables of some entities. */
export interface TestDatabase {
  readonly orm: MikroORM;
  /** Another entity manager factory on the same database, perhaps through another address. */
  connect(url?: string): Promise<MikroORM>;
  drop(): Promise<void>;
}

export async function postgresDatabase(
  entities: readonly EntityClass<object>[],
): Promise<TestDatabase> {
  return open(
    entities,
    async (options) => (await PostgresOrm.init(options)) as MikroORM,
    'POSTGRES',
  );
}

export async function mongoDatabase(
  entities: readonly EntityClass<object>[],
): Promise<TestDatabase> {
  return open(
    entities,
    async (options) => (await MongoOrm.init(options)) as unknown as MikroORM,
    'MONGODB',
  );
}

async function open(
  entities: readonly EntityClass<object>[],
  init: (options: Partial<Options>) => Promise<MikroORM>,
  store: 'POSTGRES' | 'MONGODB',
): Promise<TestDatabase> {
  const dbName = uniqueName();
  const opened: MikroORM[] = [];
  const connect = async (url = storeUrl(store)): Promise<MikroORM> => {
    const orm = await init({
      clientUrl: url,
      dbName,
      entities: [...entities],
      metadataProvider: ReflectMetadataProvider,
      metadataCache: { enabled: false },
      implicitTransactions: true,
      allowGlobalContext: true,
    });
    opened.push(orm);
    return orm;
  };
  const orm = await connect();
  await orm.schema.create();
  return {
    orm,
    connect,
    drop: async () => {
      if (store === 'MONGODB') await orm.schema.drop();
      else await orm.schema.dropDatabase(dbName);
      for (const each of opened) await each.close(true);
    },
  };
}

/** A fork as a request would have it. */
export function forkOf(orm: MikroORM): EntityManager {
  return fork(orm.em);
}
