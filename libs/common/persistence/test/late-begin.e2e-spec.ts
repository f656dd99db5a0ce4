import type { EntityManager, MikroORM } from '@mikro-orm/core';
import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { Client } from 'pg';
import { newId } from '@course-plateform/common/kernel';
import { testStores } from '@course-plateform/common/test-kit';
import { openDatabase } from '../src/database';
import { sqlOf } from '../src/drivers';

@Entity({ tableName: 'note' })
class Note {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();
}

describe('a transaction', () => {
  const url = testStores().postgresUrl;
  const watcher = new Client({ connectionString: url });
  let orm: MikroORM;
  let connection: number;

  beforeAll(async () => {
    await watcher.connect();
    orm = await openDatabase(
      { kind: 'postgres', entities: [Note], migrations: [] },
      { url, databaseName: 'postgres', poolMax: 1, timeoutMs: 1000 },
    );
    const [row] = await sqlOf(orm.em.fork()).execute<{ pid: number }[]>(
      'select pg_backend_pid() as pid',
    );
    connection = row?.pid ?? 0;
  });

  afterAll(async () => {
    await Promise.all([orm.close(), watcher.end()]);
  });

  /** What PostgreSQL says of the only connection of the ORM. */
  async function reported(): Promise<unknown> {
    const sql = 'select state, query from pg_stat_activity where pid = $1';
    return (await watcher.query<object>(sql, [connection])).rows[0];
  }

  function translate(em: EntityManager, sql: string): Promise<unknown> {
    return sqlOf(em).execute(sql);
  }

  it('begins with its first statement', async () => {
    await orm.em.fork().transactional(async (em) => {
      expect(await reported()).toMatchObject({ state: 'idle' });
      await translate(em, 'select 1');
      expect(await reported()).toEqual({ state: 'idle in transaction', query: 'select 1' });
    });
    expect(await reported()).toEqual({ state: 'idle', query: 'commit' });
  });

  it.each([
    ['commits', false],
    ['rolls back', true],
  ])('without a statement %s without a round trip', async (_, fails) => {
    await translate(orm.em.fork(), 'select 2');
    const ended = orm.em.fork().transactional(async () => {
      if (fails) throw new Error('Out of ink');
    });
    await (fails ? expect(ended).rejects.toThrow('Out of ink') : ended);
    expect(await reported()).toEqual({ state: 'idle', query: 'select 2' });
    // The connection is not left with a transaction that someone else would be in.
    await translate(orm.em.fork(), 'select 3');
    expect(await reported()).toEqual({ state: 'idle', query: 'select 3' });
  });

  it('whose first statement fails is rolled back', async () => {
    const failing = orm.em.fork().transactional((em) => translate(em, 'select nothing_there'));
    await expect(failing).rejects.toThrow('nothing_there');
    expect(await reported()).toEqual({ state: 'idle', query: 'rollback' });
  });

  it('can start with a savepoint', async () => {
    await orm.em.fork().transactional(async (em) => {
      const inner = em.transactional((nested) => translate(nested, 'select nothing_there'));
      await expect(inner).rejects.toThrow('nothing_there');
      await translate(em, 'select 4');
      expect(await reported()).toEqual({ state: 'idle in transaction', query: 'select 4' });
    });
    expect(await reported()).toEqual({ state: 'idle', query: 'commit' });
  });
});
