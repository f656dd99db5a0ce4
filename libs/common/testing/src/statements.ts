import { MikroORM } from '@mikro-orm/core';
import { RequestContext } from '@course-plateform/common/kernel';
import { writesOf } from '@course-plateform/common/persistence';
import { eventually } from '@course-plateform/common/test-kit';
import type { TestService } from './test-service';

/** What a service says to its database for requests, events and jobs, as its driver is given it. */
export class Statements {
  private readonly said: string[] = [];

  /** Listens from now on. The relay is not among it: it asks beside every request. */
  constructor(service: TestService) {
    const logger = service.get(MikroORM).config.getLogger();
    const log = logger.logQuery.bind(logger);
    logger.logQuery = (context) => {
      if (RequestContext.current()) this.said.push(context.query ?? '');
      log(context);
    };
  }

  /** Those since the last time, in their order. */
  take(): string[] {
    return this.said.splice(0);
  }

  /**
   * Those of the next transaction, once it has ended: somebody may see what it did before that is known here. What it
   * sets off, such as a job, comes afterwards.
   */
  async takeTransaction(): Promise<string[]> {
    await eventually('the transaction ends', () => this.said.includes('commit'));
    return this.said.splice(0, this.said.indexOf('commit') + 1);
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
