import { RequestContext } from '@course-plateform/common/kernel';
import {
  type FinishedSpan,
  Metrics,
  TRACE,
  Tracing,
  startTrace,
} from '@course-plateform/common/observability';
import { observeSql, summaryOf } from './statements';

interface Logged {
  readonly query: string;
  readonly took?: number;
  readonly level?: string;
}

describe('statements of PostgreSQL', () => {
  let spans: FinishedSpan[];
  let metrics: Metrics;

  beforeEach(() => {
    spans = [];
    metrics = new Metrics({ processMetrics: false });
  });

  /** The calls of the ORM's logger. */
  function log(statement: Logged, trace = startTrace()): void {
    const tracing = new Tracing({
      take: (span) => spans.push(span),
      close: () => Promise.resolve(),
    });
    const { loggerFactory } = observeSql({ tracing, metrics }, 'course_order');
    const logger = loggerFactory?.({ writer: () => undefined });
    RequestContext.run(new RequestContext().set(TRACE, trace), () =>
      logger?.logQuery(statement as never),
    );
  }

  async function counts(): Promise<string[]> {
    const lines = (await metrics.render()).split('\n');
    return lines.filter((line) => line.startsWith('db_query_duration_seconds_count'));
  }

  it('are counted, and are spans of their request', async () => {
    const trace = startTrace();
    log({ query: 'select "o".* from "order" as "o" where "o"."id" = ?', took: 2500 }, trace);
    log({ query: 'insert into "order" values (?)', took: 1, level: 'error' }, trace);
    log({ query: 'vacuum', took: 1 }, trace);
    expect(spans.map(({ name, kind, errorType }) => [name, kind, errorType])).toEqual([
      ['SELECT order', 'client', undefined],
      ['INSERT order', 'client', 'database_error'],
      ['OTHER', 'client', undefined],
    ]);
    expect(spans[0]).toMatchObject({
      trace: { traceId: trace.traceId, parentSpanId: trace.spanId },
      attributes: {
        'db.system.name': 'postgresql',
        'db.namespace': 'course_order',
        'db.operation.name': 'SELECT',
        'db.query.summary': 'SELECT order',
        'db.collection.name': 'order',
      },
    });
    expect(Object.keys(spans[2]?.attributes ?? {})).not.toContain('db.collection.name');
    expect(await counts()).toEqual([
      'db_query_duration_seconds_count{operation="SELECT",outcome="ok"} 1',
      'db_query_duration_seconds_count{operation="INSERT",outcome="failed"} 1',
      'db_query_duration_seconds_count{operation="OTHER",outcome="ok"} 1',
    ]);
    expect(await metrics.render()).toContain(
      'db_query_duration_seconds_sum{operation="SELECT",outcome="ok"} 2.5',
    );
  });

  it('are counted also without tracing, except those without a duration', async () => {
    log({ query: 'select 1', took: 1 }, { ...startTrace(), sampled: false });
    log({ query: 'begin' });
    expect(spans).toEqual([]);
    expect(await counts()).toEqual([
      'db_query_duration_seconds_count{operation="SELECT",outcome="ok"} 1',
    ]);
  });

  it.each([
    ['select count(*) from "note"', 'SELECT', 'note'],
    ['  (SELECT 1 from only note) union select 2', 'SELECT', 'note'],
    ['update "note" set "text" = $1', 'UPDATE', 'note'],
    ['delete from note', 'DELETE', 'note'],
    ['with x as (select * from "note") select * from x', 'WITH', 'note'],
    ['set local lock_timeout = 0', 'SET', undefined],
    ['commit', 'OTHER', undefined],
    ['', 'OTHER', undefined],
  ])('are summarized: %s', (sql, operation, collection) => {
    expect(summaryOf(sql)).toEqual({ operation, collection });
  });
});
