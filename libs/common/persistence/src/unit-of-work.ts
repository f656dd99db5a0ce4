import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RequestContext, contextKey } from '@course-plateform/common/kernel';
import { retryConflicts, retryConflictsAndLostUpdates } from './retries';
import { JOB } from './scheduled-jobs';
import { WriteBatch, flushIntoBatch } from './write-batch';

/** Data that must be stored in the same transaction as the work, such as the response of an idempotent request. */
export interface CommitHook {
  /** Stores the data. Like the work, it may run more than once. */
  store(em: EntityManager, response: unknown): Promise<void>;
  /** Called once the transaction has committed. */
  committed(): void;
}

/** Set by the HTTP layer when the current request adds data to its transaction. */
export const COMMIT_HOOK = contextKey<CommitHook>('commit-hook');

/** One transaction: load, change, flush, respond. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly em: EntityManager) {}

  /**
   * Runs a change in one transaction with an empty identity map. It is retried after a conflict, and in a scheduled job
   * also after a lost update, so it must change nothing but the database. Load entities through the given entity manager
   * (repositories inside the callback use it too), and send requests to other services before, never inside.
   * @param work makes the changes
   * @param toResponse maps the result after the flush, with versions and defaults; its result is stored for replays
   * @param isContended whether many concurrent writes of the same row are expected
   */
  run<Result, Response = Result>(
    work: (em: EntityManager) => Promise<Result>,
    toResponse: (result: Result) => Response | Promise<Response> = (result) =>
      result as unknown as Response,
    { isContended = false }: { readonly isContended?: boolean } = {},
  ): Promise<Response> {
    return retried(() => this.once(work, toResponse), isContended);
  }

  /**
   * Runs a change in a transaction of its own that is kept even if the request fails. It stores no response for
   * replays. Otherwise the rules for `run` apply.
   */
  runAside(work: (em: EntityManager) => Promise<void>): Promise<void> {
    return retried(() => this.em.transactional(work, { clear: true }));
  }

  private async once<Result, Response>(
    work: (em: EntityManager) => Promise<Result>,
    toResponse: (result: Result) => Response | Promise<Response>,
  ): Promise<Response> {
    const hook = RequestContext.get(COMMIT_HOOK);
    const response = await this.em.transactional(
      (em) =>
        WriteBatch.around(em.getTransactionContext(), async () => {
          const result = await work(em);
          await flushIntoBatch(em);
          const known = await toResponse(result);
          await hook?.store(em, known);
          return known;
        }),
      { clear: true },
    );
    hook?.committed();
    return response;
  }
}

/** No user has read the version that a job is based on. */
function retried<T>(transaction: () => Promise<T>, isContended = false): Promise<T> {
  return RequestContext.get(JOB) === undefined
    ? retryConflicts(transaction, isContended)
    : retryConflictsAndLostUpdates(transaction);
}
