import type { EntityManager, MikroORM } from '@mikro-orm/core';
import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import { TcpProxy, testStores } from '@course-plateform/common/test-kit';
import { openDatabase } from '../src/database';
import { UnitOfWork } from '../src/unit-of-work';

@Entity({ tableName: 'note' })
class Note {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();
}

describe('a lost connection to PostgreSQL', () => {
  const way = new TcpProxy(new URL(testStores().postgresUrl));
  let orm: MikroORM;

  beforeEach(async () => {
    await way.mend();
    orm = await openDatabase(
      { kind: 'postgres', entities: [Note], migrations: [] },
      { url: way.url, databaseName: 'postgres', poolMax: 1, timeoutMs: 1000 },
    );
  });

  afterEach(async () => {
    await orm.close();
    await way.cut();
  });

  function select(em: EntityManager): Promise<unknown> {
    const transaction: unknown = em.getTransactionContext();
    return em.getConnection().execute('select 1 as one', [], 'all', transaction);
  }

  async function lose(): Promise<void> {
    await way.cut();
    await way.mend();
  }

  it.each([
    [
      'before a statement',
      async (em: EntityManager) => {
        await select(em);
        await lose();
        await select(em);
      },
    ],
    [
      'before its first statement',
      async (em: EntityManager) => {
        await lose();
        await select(em);
      },
    ],
    [
      'before the commit',
      async (em: EntityManager) => {
        await select(em);
        await lose();
      },
    ],
    [
      'before a failure of its own',
      async (em: EntityManager) => {
        await select(em);
        await lose();
        throw new Error('Out of ink');
      },
    ],
  ])('in a transaction %s leaves the pool', async (when, work) => {
    const failure = when === 'before a failure of its own' ? 'Out of ink' : /terminated|queryable/;
    for (let time = 0; time < 2; time += 1) {
      const failing = new UnitOfWork(orm.em.fork()).run(async (em) => {
        await work(em);
      });
      await expect(failing).rejects.toThrow(failure);
    }
    expect(await select(orm.em.fork())).toEqual([{ one: 1 }]);
  });
});
