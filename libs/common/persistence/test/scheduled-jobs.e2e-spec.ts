import { setTimeout as pause } from 'node:timers/promises';
import { type EntityManager, MikroORM, OptimisticLockError } from '@mikro-orm/core';
import type { ClientSession } from 'mongodb';
import { Entity, PrimaryKey } from '@mikro-orm/decorators/legacy';
import {
  HOUR_MS,
  MINUTE_MS,
  MovableClock,
  RequestContext,
  SystemClock,
  contextKey,
} from '@course-plateform/common/kernel';
import {
  type FinishedSpan,
  TRACE,
  Tracing,
  createLogger,
} from '@course-plateform/common/observability';
import { TcpProxy } from '@course-plateform/common/test-kit';
import { openDatabase } from '../src/database';
import { jobLockOf } from '../src/open-job-lock';
import { isMongo } from '../src/drivers';
import { collectionOf, mongoDatabaseOf } from '../src/mongo';
import { type ScheduledJob, ScheduledJobs } from '../src/scheduled-jobs';
import { UnitOfWork } from '../src/unit-of-work';

const WHO = contextKey<string>('who');

/** The ORM does not start without one. */
@Entity()
class Thing {
  @PrimaryKey({ type: 'integer' })
  readonly id!: number;
}

/** A replica: a database connection and a job of its own. */
interface Replica {
  readonly orm: MikroORM;
  readonly jobs: ScheduledJobs;
}

const DATABASES = {
  postgres: ['TEST_POSTGRES_URL', 'postgres'],
  mongodb: ['TEST_MONGODB_URL', 'periodic_jobs'],
} as const;

/** Of the pool of a replica. */
const CONNECTIONS = 4;

const SILENT = createLogger({ service: 'test', level: 'silent' });

function storeUrl(kind: keyof typeof DATABASES): string {
  return process.env[DATABASES[kind][0]] ?? '';
}

describe.each(['postgres', 'mongodb'] as const)('scheduled jobs on %s', (kind) => {
  const open: Replica[] = [];
  const spans: FinishedSpan[] = [];
  const clock = new MovableClock(new SystemClock());

  async function replica(url = storeUrl(kind), logger = SILENT): Promise<Replica> {
    const [, databaseName] = DATABASES[kind];
    const orm = await openDatabase(
      { kind, entities: [Thing], migrations: [] },
      { url, databaseName, poolMax: CONNECTIONS, timeoutMs: 500 },
    );
    const tracing = new Tracing({ take: (span) => spans.push(span), close: async () => undefined });
    const one = { orm, jobs: new ScheduledJobs(orm.em, logger, tracing, clock) };
    open.push(one);
    return one;
  }

  function define({ jobs }: Replica, run: () => Promise<void>, everyMs = HOUR_MS): ScheduledJob {
    const job = jobs.define({ name: expect.getState().currentTestName ?? '', everyMs, run });
    jobs.onApplicationBootstrap();
    return job;
  }

  /** Opens the transaction at the database. */
  async function touch(em: EntityManager): Promise<void> {
    const transaction: unknown = em.getTransactionContext();
    if (!isMongo(em)) {
      await em.getConnection().execute('select 1', [], 'get', transaction);
    } else {
      await collectionOf(em, Thing).findOne({}, { session: transaction as ClientSession });
    }
  }

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await pause(5);
  }

  afterEach(async () => {
    for (const { orm, jobs } of open.splice(0)) {
      await jobs.beforeApplicationShutdown();
      await orm.close();
    }
  });

  it('have a trace for each run, and a span with its outcome', async () => {
    const seen: (string | undefined)[] = [];
    const job = define(await replica(), async () => {
      seen.push(RequestContext.get(TRACE)?.traceId);
      if (seen.length === 2) throw new Error('Out of ink');
    });
    spans.length = 0;
    await job.run();
    await expect(job.run()).rejects.toThrow('Out of ink');
    expect(new Set(seen).size).toBe(2);
    expect(spans.map(({ trace, kind, errorType }) => [trace.traceId, kind, errorType])).toEqual([
      [seen[0], 'internal', undefined],
      [seen[1], 'internal', 'failed'],
    ]);
  });

  it('try again what has lost an update, which no request does', async () => {
    const one = await replica();
    const failure = OptimisticLockError.lockFailed('Thing');
    const work = jest.fn<Promise<void>, [EntityManager]>(touch).mockRejectedValueOnce(failure);
    const unitOfWork = new UnitOfWork(one.orm.em);
    await define(one, () => unitOfWork.run(work)).run();
    expect(work).toHaveBeenCalledTimes(2);
    work.mockRejectedValueOnce(failure);
    await expect(unitOfWork.run(work)).rejects.toBe(failure);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('run in one replica at a time', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    let runs = 0;
    const run = async (): Promise<void> => {
      runs += 1;
      await held;
    };
    const [first, second] = [await replica(), await replica()];
    const running = define(first, run).run();
    await until(() => runs === 1);
    const other = define(second, run);
    expect(await other.run()).toBe(false);
    release();
    expect(await running).toBe(true);
    expect(await other.run()).toBe(true);
    expect(runs).toBe(2);
  });

  it('do not block another job', async () => {
    const one = await replica();
    let inner: boolean | undefined;
    const other = one.jobs.define({
      name: 'other',
      everyMs: HOUR_MS,
      run: async () => undefined,
    });
    const job = define(one, async () => {
      inner = await other.run();
    });
    await job.run();
    expect(inner).toBe(true);
  });

  it('may all run at once, however few connections there are', async () => {
    const { jobs, orm } = await replica();
    const all = Array.from({ length: 3 * CONNECTIONS }, (_, index) =>
      jobs.define({ name: `crowd ${index}`, everyMs: HOUR_MS, run: () => touch(orm.em.fork()) }),
    );
    const done = await Promise.all(all.map((job) => job.run()));
    expect(done).toEqual(all.map(() => true));
  });

  it('run at their interval, also after a failure', async () => {
    let runs = 0;
    define(
      await replica(),
      () => {
        runs += 1;
        return runs === 1 ? Promise.reject(new Error('bad day')) : Promise.resolve();
      },
      20,
    );
    await until(() => runs >= 3);
  });

  it('run when the clock is moved, in either direction', async () => {
    let runs = 0;
    define(await replica(), async () => {
      runs += 1;
    });
    clock.moveTo(HOUR_MS);
    await until(() => runs === 1);
    clock.moveTo(0);
    await until(() => runs === 2);
  });

  it('wait for the start when the clock is moved before it', async () => {
    const { jobs } = await replica();
    let runs = 0;
    const run = async (): Promise<void> => {
      runs += 1;
    };
    const job = jobs.define({ name: 'moved-before', everyMs: HOUR_MS, run });
    clock.moveTo(HOUR_MS);
    await job.run();
    expect(runs).toBe(1);
    jobs.onApplicationBootstrap();
    await until(() => runs === 2);
    clock.moveTo(0);
    await until(() => runs === 3);
  });

  it('report a failure to the caller of a run', async () => {
    const job = define(await replica(), () => Promise.reject(new Error('bad day')));
    await expect(job.run()).rejects.toThrow('bad day');
  });

  describe('whose lock cannot be released', () => {
    const way = new TcpProxy(new URL(storeUrl(kind)));
    let lines: { level: string; job: string }[];

    beforeEach(async () => {
      lines = [];
      await way.mend();
    });

    afterEach(() => way.cut());

    /** A job whose database becomes unavailable in the middle of its work. */
    async function slowJob(end: () => Promise<void>): Promise<ScheduledJob> {
      const write = (line: string): void => {
        lines.push(JSON.parse(line) as { level: string; job: string });
      };
      const url = new URL(way.url);
      // A member of a replica set names itself, and the driver would go there past the way.
      if (kind === 'mongodb') url.searchParams.set('directConnection', 'true');
      const logger = createLogger({ service: 'test', level: 'warn', destination: { write } });
      return define(await replica(url.toString(), logger), async () => {
        await way.cut();
        await end();
      });
    }

    it('report the failure of their work', async () => {
      const job = await slowJob(() => Promise.reject(new Error('Out of ink')));
      await expect(job.run()).rejects.toThrow('Out of ink');
    });

    it('have done their work, and the failed release is logged', async () => {
      const job = await slowJob(() => Promise.resolve());
      expect(await job.run()).toBe(true);
      expect(lines).toEqual([
        expect.objectContaining({ level: 'warn', job: expect.any(String), err: expect.anything() }),
      ]);
    });
  });

  it('run soon after the transaction that triggers them, outside of it and of its request', async () => {
    const one = await replica();
    const seen: unknown[] = [];
    let committed = false;
    const job = define(one, async () => {
      seen.push({ committed, who: RequestContext.get(WHO), inside: one.orm.em.isInTransaction() });
      await Promise.resolve();
    });
    await RequestContext.run(new RequestContext().set(WHO, 'somebody'), () =>
      new UnitOfWork(one.orm.em).run(async (em: EntityManager) => {
        await touch(em);
        job.trigger(em);
        job.trigger(em);
        await pause(60);
        expect(seen).toEqual([]);
        committed = true;
      }),
    );
    await until(() => seen.length > 0);
    expect(seen).toEqual([{ committed: true, who: undefined, inside: false }]);
  });

  it('are not triggered by a rollback', async () => {
    const one = await replica();
    let runs = 0;
    const job = define(one, () => {
      runs += 1;
      return Promise.resolve();
    });
    const failing = new UnitOfWork(one.orm.em).run((em) => {
      job.trigger(em);
      return Promise.reject(new Error('no'));
    });
    await expect(failing).rejects.toThrow('no');
    await pause(60);
    expect(runs).toBe(0);
  });

  it('finish before the process stops', async () => {
    const one = await replica();
    let finished = false;
    const job = define(one, async () => {
      await pause(50);
      finished = true;
    });
    const running = job.run();
    await one.jobs.beforeApplicationShutdown();
    expect(finished).toBe(true);
    await running;
  });
});

describe('a job on MongoDB whose process has crashed', () => {
  it.each([
    ['waits for the end of the lease', MINUTE_MS, false],
    ['is taken over after the end of the lease', -1, true],
  ])('%s', async (name, endsInMs, expected) => {
    const [variable, databaseName] = DATABASES.mongodb;
    const orm = await openDatabase(
      { kind: 'mongodb', entities: [Thing], migrations: [] },
      { url: process.env[variable] ?? '', databaseName, poolMax: 2 },
    );
    try {
      const { em } = orm;
      const leases = mongoDatabaseOf(em).collection<{ _id: string }>('job_lease');
      const until = new Date(Date.now() + endsInMs);
      await leases.replaceOne({ _id: name }, { holder: 'dead', until }, { upsert: true });
      let runs = 0;
      const done = await jobLockOf(em, SILENT).exclusively(name, async () => {
        runs += 1;
      });
      expect({ done, runs }).toEqual({ done: expected, runs: expected ? 1 : 0 });
      expect(await leases.countDocuments({ _id: name })).toBe(expected ? 0 : 1);
    } finally {
      await orm.close();
    }
  });
});
