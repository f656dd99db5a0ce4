import { MikroORM } from '@mikro-orm/core';
import { RequestContext } from '@course-plateform/common/kernel';
import { Metrics, TRACE } from '@course-plateform/common/observability';
import { JOB, isMongo, writesOf } from '@course-plateform/common/persistence';
import { eventually } from '@course-plateform/common/test-kit';
import type { TestService } from './test-service';

/** What a service says to its database for requests and events, as its driver is given it. */
export class Statements {
  private readonly output: string[] = [];
  private readonly traced = new Map<string, string[]>();

  /** Listens from now on. The statements of the relay and of jobs are left out: they run beside every request. */
  constructor(service: TestService) {
    const orm = service.get(MikroORM);
    if (isMongo(orm.em)) {
      // Some go past the ORM, and the metric counts them all.
      const metrics = service.get(Metrics);
      const observe = metrics.observeStatement.bind(metrics);
      metrics.observeStatement = (operation, ...rest) => {
        this.note(operation);
        observe(operation, ...rest);
      };
      return;
    }
    const logger = orm.config.getLogger();
    const log = logger.logQuery.bind(logger);
    logger.logQuery = (context) => {
      this.note(context.query ?? '');
      log(context);
    };
  }

  /** Those that were made for one request, by the `traceId` of its problem. */
  ofTrace(traceId: string): readonly string[] {
    return this.traced.get(traceId) ?? [];
  }

  /** Those since the last time, in their order. */
  take(): string[] {
    return this.output.splice(0);
  }

  /**
   * Those of the next transaction, once it has ended: someone may see what it did before that is known here. What it
   * sets off, such as a job, comes afterwards.
   */
  async takeTransaction(): Promise<string[]> {
    await eventually('the transaction ends', () => this.output.includes('commit'));
    return this.output.splice(0, this.output.indexOf('commit') + 1);
  }

  private note(statement: string): void {
    if (!RequestContext.current() || RequestContext.get(JOB) !== undefined) return;
    this.output.push(statement);
    const { traceId } = RequestContext.get(TRACE) ?? {};
    if (traceId === undefined) return;
    this.traced.set(traceId, [...(this.traced.get(traceId) ?? []), statement]);
  }
}

/**
 * Statements without their values and columns, each with how often it was said: `2 × update order_line`. The writes of
 * one statement stand together, by their tables: `1 × insert outbox & update order`.
 */
export function summaryOfStatements(statements: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const statement of statements) {
    const writes = writesOf(statement).map(({ operation, table }) => `${operation} ${table}`);
    const what = writes.length > 0 ? writes.toSorted().join(' & ') : summaryOf(statement);
    counts.set(what, (counts.get(what) ?? 0) + 1);
  }
  return Array.from(counts, ([what, count]) => `${String(count)} × ${what}`);
}

function summaryOf(statement: string): string {
  const [, verb = statement] = /^\s*(\w+)/.exec(statement) ?? [];
  // The ORM quotes names. What stands in a statement by hand, such as a subselect, does not.
  const [, table = ''] =
    /\b(?:from|into|update)\s+"(\w+)"/i.exec(statement) ??
    /\b(?:from|into|update)\s+(\w+)/i.exec(statement) ??
    [];
  return `${verb} ${table}`.trim().toLowerCase();
}
