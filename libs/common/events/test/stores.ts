import type { EntityClass, EntityManager, MikroORM, Options } from '@mikro-orm/core';
import { ReflectMetadataProvider } from '@mikro-orm/decorators/legacy';
import { MikroORM as MongoOrm } from '@mikro-orm/mongodb';
import { MikroORM as PostgresOrm } from '@mikro-orm/postgresql';
import { testStores, uniqueName } from '@course-plateform/common/test-kit';
import { forkOf as fork } from '@course-plateform/common/persistence';

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
    testStores().postgresUrl,
  );
}

export async function mongoDatabase(
  entities: readonly EntityClass<object>[],
): Promise<TestDatabase> {
  return open(
    entities,
    async (options) => (await MongoOrm.init(options)) as unknown as MikroORM,
    testStores().mongodbUrl,
  );
}

async function open(
  entities: readonly EntityClass<object>[],
  init: (options: Partial<Options>) => Promise<MikroORM>,
  storeUrl: string,
): Promise<TestDatabase> {
  const dbName = uniqueName();
  const opened: MikroORM[] = [];
  const connect = async (url = storeUrl): Promise<MikroORM> => {
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
      if (orm instanceof MongoOrm) await orm.schema.drop();
      else await orm.schema.dropDatabase(dbName);
      for (const each of opened) await each.close(true);
    },
  };
}

/** A fork as a request would have it. */
export function forkOf(orm: MikroORM): EntityManager {
  return fork(orm.em);
}
