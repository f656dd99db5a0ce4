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

/** A finished statement: its kind and collection, never its values. */
interface Statement {
  readonly system: 'postgresql' | 'mongodb';
  readonly database: string;
  readonly operation: string;
  readonly collection: string | undefined;
  /** A summary, when operation and collection are not enough. */
  readonly summary?: string | undefined;
  readonly parent: TraceContext;
  readonly tookMs: number;
  readonly failed: boolean;
}

type QueryContext = Parameters<DefaultLogger['logQuery']>[0];

/** The observers of each statement. */
export interface StatementObservers {
  readonly tracing: Tracing;
  readonly metrics: Metrics;
}

/** Called with the text of each SQL statement that has ended, and how long it took in milliseconds. */
export type SqlObserver = (query: string, tookMs: number, failed: boolean) => void;

/** Observes SQL statements: their durations, and their spans within a traced request, message or job. */
export function sqlObserver(
  { tracing, metrics }: StatementObservers,
  database: string,
): SqlObserver {
  return (query, tookMs, failed) => {
    const summary = summaryOf(query);
    metrics.observeStatement(summary.operation, failed, tookMs / 1000);
    const parent = RequestContext.get(TRACE);
    if (!parent?.sampled || !tracing.on) return;
    const what = { ...summary, system: 'postgresql' as const };
    recordStatement(tracing, { ...what, database, parent, tookMs, failed });
  };
}

/** MikroORM's options for observing SQL statements, through its logger. */
export function observeSql(observers: StatementObservers, database: string): Partial<Options> {
  const observe = sqlObserver(observers, database);
  class StatementLogger extends DefaultLogger {
    override logQuery({ query, took, level }: QueryContext): void {
      // Begin and commit have no duration.
      if (took !== undefined) observe(query, took, level === 'error');
    }
  }
  return { loggerFactory: (options) => new StatementLogger(options) };
}

/** The allowed names of operations, because a metrics label must be bounded. */
const OPERATIONS = new Set(['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'WITH', 'SET']);

/** The summary of a statement, as in the semantic conventions. */
type Summary = Pick<Statement, 'operation' | 'collection' | 'summary'>;

/** The operation and the first table of an SQL text. */
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

/** The command interface of a connection of MongoDB's driver. */
interface DriverConnection {
  /** Whether the handshake is complete. */
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
 * Instruments the driver's connection, including commands that do not go through the ORM. The driver's own command
 * monitoring would parse each reply a second time, which is half of the cost of a list.
 * @param connection the driver's class, replaced through the option `connectionType` of its client
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
      // Ignore the driver's own commands.
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

/** Records a span, named by the semantic conventions for database clients. */
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
