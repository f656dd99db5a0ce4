import { DefaultLogger, type Options } from '@mikro-orm/core';
import { RequestContext } from '@course-plateform/common/kernel';
import {
  type Metrics,
  TRACE,
  type TraceContext,
  type Tracing,
  childTrace,
} from '@course-plateform/common/observability';
import { writesOf } from './write-batch';

/** A statement that is over: what kind and on what, never with its values. */
interface Statement {
  readonly system: 'postgresql' | 'mongodb';
  readonly database: string;
  readonly operation: string;
  readonly collection: string | undefined;
  /** What it does in a few words, when operation and collection do not say it. */
  readonly summary?: string | undefined;
  readonly parent: TraceContext;
  readonly tookMs: number;
  readonly failed: boolean;
}

type QueryContext = Parameters<DefaultLogger['logQuery']>[0];

/** Who hears of each statement. */
export interface StatementObservers {
  readonly tracing: Tracing;
  readonly metrics: Metrics;
}

/** MikroORM's options that tell of each SQL statement: its logger hears of all of them, whatever it logs. */
export function observeSql(
  { tracing, metrics }: StatementObservers,
  database: string,
): Partial<Options> {
  class StatementLogger extends DefaultLogger {
    override logQuery({ query, took, level }: QueryContext): void {
      // Beginning and end of a transaction come without a duration.
      if (took === undefined) return;
      const failed = level === 'error';
      const summary = summaryOf(query);
      metrics.observeStatement(summary.operation, failed, took / 1000);
      const parent = RequestContext.get(TRACE);
      if (!parent?.sampled || !tracing.on) return;
      const what = { ...summary, system: 'postgresql' as const };
      recordStatement(tracing, { ...what, database, parent, tookMs: took, failed });
    }
  }
  return { loggerFactory: (options) => new StatementLogger(options) };
}

/** What a statement may be called: a label of a metric must not have values without end. */
const OPERATIONS = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'WITH', 'SET']);

/** What a statement does, as the semantic conventions have it. */
type Summary = Pick<Statement, 'operation' | 'collection' | 'summary'>;

/** Statement and first table of an SQL text; everything else in it stays here. */
export function summaryOf(sql: string): Summary {
  const writes = writesOf(sql).map(({ operation, table }) => `${operation.toUpperCase()} ${table}`);
  if (writes.length > 0) {
    const summary = `BATCH ${writes.join(', ')}`;
    return { operation: 'BATCH', collection: undefined, summary };
  }
  const word = /^[\s(]*([a-z]+)/i.exec(sql)?.[1]?.toUpperCase();
  const operation = word !== undefined && OPERATIONS.has(word) ? word : 'OTHER';
  const collection = /\b(?:from|into|update|join)\s+(?:only\s+)?"?([a-z_][\w]*)"?/i.exec(sql)?.[1];
  return { operation, collection };
}

/** A connection of MongoDB's driver, as far as commands are concerned. */
interface DriverConnection {
  /** Whether it is ready for commands; before, it introduces and authenticates itself. */
  readonly established: boolean;
  command(
    namespace: { readonly db: string },
    command: Readonly<Record<string, unknown>>,
    options?: object,
    responseType?: unknown,
  ): Promise<unknown>;
}

export type ConnectionClass = new (stream: unknown, options: unknown) => DriverConnection;

/**
 * The driver's connection, which tells of each command, also of those that go past the ORM. The driver's own command
 * monitoring would read each reply a second time for its events: half of what a list of documents costs.
 * @param connection the driver's own; the option `connectionType` of its client takes another one
 */
export function observedConnection(
  connection: ConnectionClass,
  { tracing, metrics }: StatementObservers,
): ConnectionClass {
  return class ObservedConnection extends connection {
    override async command(
      ...[namespace, command, options, responseType]: Parameters<DriverConnection['command']>
    ): Promise<unknown> {
      const operation = Object.keys(command)[0] ?? '';
      // The driver says hello by itself, to know who is there.
      if (!this.established || operation === 'hello') {
        return super.command(namespace, command, options, responseType);
      }
      const parent = RequestContext.get(TRACE);
      const began = performance.now();
      let failed = true;
      try {
        const reply = await super.command(namespace, command, options, responseType);
        failed = false;
        return reply;
      } finally {
        const tookMs = performance.now() - began;
        metrics.observeStatement(operation, failed, tookMs / 1000);
        if (parent?.sampled && tracing.on) {
          const named = command[operation];
          const collection = typeof named === 'string' ? named : undefined;
          const what = {
            system: 'mongodb' as const,
            database: namespace.db,
            operation,
            collection,
          };
          recordStatement(tracing, { ...what, parent, tookMs, failed });
        }
      }
    }
  };
}

/** Names as in the semantic conventions of database clients. */
function recordStatement(tracing: Tracing, statement: Statement): void {
  const { system, database, operation, collection, parent, tookMs, failed } = statement;
  const short = collection === undefined ? operation : `${operation} ${collection}`;
  const summary = statement.summary ?? short;
  tracing.record({
    name: summary,
    kind: 'client',
    trace: childTrace(parent),
    startedMs: performance.now() - tookMs,
    attributes: {
      'db.system.name': system,
      'db.namespace': database,
      'db.operation.name': operation,
      'db.query.summary': summary,
      ...(collection === undefined ? {} : { 'db.collection.name': collection }),
    },
    errorType: failed ? 'database_error' : undefined,
  });
}
