import type { MikroORM } from '@mikro-orm/core';
import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import { RequestContext, newId } from '@course-plateform/common/kernel';
import {
  type FinishedSpan,
  Metrics,
  TRACE,
  Tracing,
  startTrace,
} from '@course-plateform/common/observability';
import { openDatabase } from '../src/database';
import { collectionOf, mongoDatabaseOf } from '../src/mongo';

@Entity({ collection: 'told_word' })
class Word {
  @PrimaryKey({ type: 'string', fieldName: '_id' })
  readonly id: string = newId();
}

describe('commands of MongoDB', () => {
  const databaseName = `words_${newId().replaceAll('-', '')}`;
  let orm: MikroORM;
  let metrics: Metrics;
  let spans: FinishedSpan[];

  beforeAll(async () => {
    metrics = new Metrics({ processMetrics: false });
    const tracing = new Tracing({
      take: (span) => spans.push(span),
      close: () => Promise.resolve(),
    });
    orm = await openDatabase(
      { kind: 'mongodb', entities: [Word], migrations: [] },
      { url: process.env.TEST_MONGODB_URL ?? '', databaseName, poolMax: 2 },
      { metrics, tracing },
    );
  });

  beforeEach(() => {
    spans = [];
  });

  afterAll(async () => {
    await orm.schema.drop({ dropDb: true });
    await orm.close();
  });

  async function counts(): Promise<string[]> {
    const lines = (await metrics.render()).split('\n');
    return lines.filter((line) => line.startsWith('db_query_duration_seconds_count'));
  }

  it('are counted without the ORM and without tracing, except handshakes', async () => {
    const em = orm.em.fork();
    await em.persist(new Word()).flush();
    await em.find(Word, {});
    await collectionOf(em, Word).find({}).toArray();
    await expect(mongoDatabaseOf(em).command({ renameCollection: 1 })).rejects.toThrow();
    const counted = await counts();
    expect(counted).toEqual(
      expect.arrayContaining([
        'db_query_duration_seconds_count{operation="insert",outcome="ok"} 1',
        'db_query_duration_seconds_count{operation="find",outcome="ok"} 2',
        'db_query_duration_seconds_count{operation="renameCollection",outcome="failed"} 1',
      ]),
    );
    expect(counted.join()).not.toMatch(/hello|ismaster|sasl/i);
    expect(spans).toEqual([]);
  });

  it('are spans of their request', async () => {
    const trace = startTrace();
    const em = orm.em.fork();
    await RequestContext.run(new RequestContext().set(TRACE, trace), async () => {
      await collectionOf(em, Word).find({}).toArray();
      await expect(mongoDatabaseOf(em).command({ renameCollection: 1 })).rejects.toThrow();
    });
    expect(spans.map(({ name, errorType }) => [name, errorType])).toEqual([
      ['find told_word', undefined],
      ['renameCollection', 'database_error'],
    ]);
    expect(spans[0]).toMatchObject({
      kind: 'client',
      trace: { traceId: trace.traceId, parentSpanId: trace.spanId },
      attributes: { 'db.system.name': 'mongodb', 'db.namespace': databaseName },
    });
  });
});
