import type { MikroORM } from '@mikro-orm/core';
import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { newId } from '@course-plateform/common/kernel';
import { Metrics } from '@course-plateform/common/observability';
import {
  addPoolGauges,
  mongoConnectionOf,
  openDatabase,
  poolOf,
} from '@course-plateform/common/persistence';
import { eventually } from '@course-plateform/common/test-kit';

@Entity({ tableName: 'pooled' })
class Pooled {
  @PrimaryKey({ type: 'uuid' })
  readonly id: string = newId();
}

describe('the gauges of a connection pool', () => {
  let orm: MikroORM;

  afterEach(() => orm.close());

  async function open(kind: 'postgres' | 'mongodb', url: string): Promise<() => Promise<string[]>> {
    orm = await openDatabase(
      { kind, entities: [Pooled], migrations: [] },
      { url, databaseName: kind === 'postgres' ? 'postgres' : 'pool_levels', poolMax: 1 },
    );
    const metrics = new Metrics({ processMetrics: false });
    addPoolGauges(metrics, poolOf(kind, orm));
    return async () =>
      (await metrics.render()).split('\n').filter((line) => line.startsWith('db_pool_'));
  }

  function reached(read: () => Promise<string[]>, wanted: string[]): Promise<boolean> {
    return eventually(wanted.join(', '), async () => {
      expect(await read()).toEqual(wanted);
      return true;
    });
  }

  const levels = (inUse: number, idle: number, waiting: number) => [
    'db_pool_size 1',
    `db_pool_in_use ${inUse}`,
    `db_pool_idle ${idle}`,
    `db_pool_waiting ${waiting}`,
  ];

  it('report PostgreSQL’s connections in use, and waiting callers', async () => {
    const read = await open('postgres', process.env.TEST_POSTGRES_URL ?? '');
    let finish: () => void = () => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const first = orm.em.fork().transactional(async (em) => {
      await em.getConnection().execute('select 1', [], 'all', em.getTransactionContext());
      await finished;
    });
    await reached(read, levels(1, 0, 0));
    const second = orm.em.fork().getConnection().execute('select 1');
    await reached(read, levels(1, 0, 1));
    finish();
    await Promise.all([first, second]);
    expect(await read()).toEqual(levels(0, 1, 0));
  });

  it('report the same for MongoDB', async () => {
    const read = await open('mongodb', process.env.TEST_MONGODB_URL ?? '');
    const client = mongoConnectionOf(orm.em).getClient();
    const notes = client.db('pool_levels').collection('note');
    await notes.insertOne({});
    // A question that takes a moment keeps its connection meanwhile.
    const slow = () => notes.find({ $where: 'sleep(500) || true' }).toArray();
    const both = Promise.all([slow(), slow()]);
    await reached(read, levels(1, 0, 1));
    await both;
    expect(await read()).toEqual(levels(0, 1, 0));
    await client.db('pool_levels').dropDatabase();
  });
});
