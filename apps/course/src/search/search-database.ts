import { types } from 'node:util';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { DatabaseError, Pool, type PoolClient } from 'pg';
import { OptionalDependencies, type OptionalState } from '@course-plateform/common/http';
import { Logger, Metrics, Tracing } from '@course-plateform/common/observability';
import {
  type SqlObserver,
  addPoolGauges,
  levelsOf,
  sqlObserver,
} from '@course-plateform/common/persistence';
import { CourseServiceSettings } from '../env';
import {
  COMMON,
  LIVE,
  NEXT,
  SCHEMA_FORM,
  type SearchSchema,
  indexesOf,
  tablesOf,
} from './search-schema';
import { SearchUnavailable } from './search.errors';

/** The key of the advisory lock for the schema and for rebuilds: arbitrary numbers, the same in every process. */
const SCHEMA_LOCK = 7_261_102_041;
const REBUILD_LOCK = 7_261_102_042;
/** Held by whoever writes, or switches to a rebuilt schema: counts of words are not made by two at a time. */
const SWITCH_LOCK = 7_261_102_043;

/** What a rebuild makes indexes with. */
const INDEX_MEMORY = '256MB';

const RETRY_AFTER_SECONDS = 5;
/** QUERY_CANCELED, by PostgreSQL's list of errors: the statement took too long. */
const TIMED_OUT = '57014';

/** The names of its gauges. */
const POOL = { prefix: 'search_pool', what: 'the search database' };

/** The derived database of searches. It may be missing: everything but searches works without it. */
@Injectable()
export class SearchDatabase implements OnApplicationShutdown {
  private readonly pool: Pool | undefined;
  private prepared: Promise<void> | undefined;
  private readonly observe: SqlObserver;

  constructor(
    private readonly logger: Logger,
    settings: CourseServiceSettings,
    dependencies: OptionalDependencies,
    tracing: Tracing,
    metrics: Metrics,
  ) {
    dependencies.add('search', () => this.state());
    this.observe = sqlObserver({ tracing, metrics }, 'course_search');
    const { courseSearchUrl, databasePoolMax, databaseTimeoutMs, catalogSearchTimeoutMs } =
      settings;
    if (courseSearchUrl === undefined) return;
    this.pool = new Pool({
      connectionString: courseSearchUrl,
      max: databasePoolMax,
      connectionTimeoutMillis: Math.min(databaseTimeoutMs, catalogSearchTimeoutMs),
      statement_timeout: catalogSearchTimeoutMs,
      application_name: 'course-search',
      // Words of five letters with two of them swapped share less than the usual third of their trigrams.
      // And no statement is better off without an index, whatever the planner guesses of how many documents match.
      options: '-c pg_trgm.similarity_threshold=0.15 -c enable_seqscan=off',
    });
    const lost = (err: Error): void => {
      // The statement that is running fails by itself, and the next one opens another connection.
      this.logger.warn({ err }, 'lost a connection to the search database');
    };
    this.pool.on('error', lost);
    const { pool } = this;
    addPoolGauges(metrics, () => Promise.resolve(levelsOf(pool)), POOL);
    this.pool.on('connect', (client) => client.on('error', lost));
  }

  /** Whether there is one at all. */
  get isConfigured(): boolean {
    return this.pool !== undefined;
  }

  private async state(): Promise<OptionalState> {
    if (!this.pool) return 'off';
    await this.pool.query('select 1');
    return 'up';
  }

  /** Reads rows. @throws SearchUnavailable */
  async rows<Row extends object>(statement: string, values: readonly unknown[]): Promise<Row[]> {
    return this.available(async (pool) => {
      const began = performance.now();
      let failed = true;
      try {
        const { rows } = await pool.query<Row>(statement, [...values]);
        failed = false;
        return rows;
      } finally {
        this.observe(statement, performance.now() - began, failed);
      }
    });
  }

  /** Writes to each schema that there is, in one transaction. @throws SearchUnavailable */
  async write(
    work: (client: PoolClient, schema: SearchSchema) => Promise<void>,
    schemas: readonly SearchSchema[] = [LIVE, NEXT],
  ): Promise<void> {
    await this.transaction(async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [SWITCH_LOCK]);
      const { rows } = await client.query<{ name: SearchSchema }>(
        'select nspname as name from pg_namespace where nspname = any($1) order by 1',
        [schemas],
      );
      for (const { name } of rows) await work(client, name);
    });
  }

  /**
   * Builds everything again next to what is searched, and then takes its place in one transaction.
   * @param fill writes every document to the schema `next`, by `write`
   * @returns false when another process rebuilds already
   */
  async rebuild(fill: () => Promise<void>): Promise<boolean> {
    return this.available(async (pool) => {
      const client = await pool.connect();
      try {
        await client.query('set statement_timeout = 0');
        const lock = await client.query<{ held: boolean }>(
          'select pg_try_advisory_lock($1) as held',
          [REBUILD_LOCK],
        );
        if (lock.rows[0]?.held !== true) return false;
        await client.query(`drop schema if exists ${NEXT} cascade; ${tablesOf(NEXT)}`);
        await fill();
        await client.query(`set maintenance_work_mem = '${INDEX_MEMORY}'`);
        for (const index of indexesOf(NEXT, true)) await client.query(index);
        await client.query(`analyze ${NEXT}.document, ${NEXT}.word, ${NEXT}.suggestion`);
        await this.switchTo(client);
        return true;
      } finally {
        // With its session the locks of the connection go, whatever has happened.
        client.release(true);
      }
    });
  }

  /** Whether the tables have been filled since they were made. @throws SearchUnavailable */
  async isFilled(): Promise<boolean> {
    const [state] = await this.rows<{ is_filled: boolean }>(
      'select is_filled from search_state',
      [],
    );
    return state?.is_filled === true;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool?.end();
  }

  private async switchTo(client: PoolClient): Promise<void> {
    await client.query('begin');
    await client.query('select pg_advisory_xact_lock($1)', [SWITCH_LOCK]);
    await client.query(`drop schema ${LIVE} cascade; alter schema ${NEXT} rename to ${LIVE}`);
    await client.query('update search_state set is_filled = true');
    await client.query('commit');
  }

  /** Runs a transaction. @throws SearchUnavailable */
  private transaction(work: (client: PoolClient) => Promise<void>): Promise<void> {
    return this.available(async (pool) => {
      const client = await pool.connect();
      let isBroken = true;
      try {
        await client.query('begin');
        await work(client);
        await client.query('commit');
        isBroken = false;
      } finally {
        // What was not committed ends with its connection.
        client.release(isBroken);
      }
    });
  }

  private async available<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
    const { pool } = this;
    if (!pool) throw new SearchUnavailable({ retryAfter: RETRY_AFTER_SECONDS });
    try {
      await this.prepare(pool);
      return await work(pool);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      // The database may be another one when it is back.
      this.prepared = undefined;
      throw new SearchUnavailable({ retryAfter: RETRY_AFTER_SECONDS, cause: error });
    }
  }

  /** Makes the tables once; what another release has made is made anew. */
  private prepare(pool: Pool): Promise<void> {
    this.prepared ??= this.makeTables(pool).catch((error: unknown) => {
      this.prepared = undefined;
      throw error;
    });
    return this.prepared;
  }

  private async makeTables(pool: Pool): Promise<void> {
    const client = await pool.connect();
    let isBroken = true;
    try {
      await client.query('begin');
      await client.query('select pg_advisory_xact_lock($1)', [SCHEMA_LOCK]);
      await client.query(COMMON);
      const { rows } = await client.query<{ form: number }>('select form from search_state');
      if (rows[0]?.form !== SCHEMA_FORM) {
        await client.query(`drop schema if exists ${LIVE} cascade; ${tablesOf(LIVE)}`);
        for (const index of indexesOf(LIVE)) await client.query(index);
        await client.query('delete from search_state');
        await client.query('insert into search_state (form) values ($1)', [SCHEMA_FORM]);
      }
      await client.query('commit');
      isBroken = false;
    } finally {
      client.release(isBroken);
    }
  }
}

/** SQLSTATE: connection, no such database or schema, resources, operator; and no such table in one that was emptied. */
const UNAVAILABLE = /^(08|3D|3F|53|57|42P01)/u;

/** Errors of the connection itself have no SQLSTATE. */
function isUnavailable(error: unknown): boolean {
  if (!types.isNativeError(error)) return false;
  if (!(error instanceof DatabaseError))
    return 'code' in error || /timeout|terminated/iu.test(error.message);
  return error.code !== TIMED_OUT && UNAVAILABLE.test(error.code ?? '');
}

/** Whether the database gave a statement up because it took too long. */
export function isSearchTimeout(error: unknown): boolean {
  return error instanceof DatabaseError && error.code === TIMED_OUT;
}
