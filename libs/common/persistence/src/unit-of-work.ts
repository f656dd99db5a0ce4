import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RequestContext, contextKey } from '@course-plateform/common/kernel';
import { untilNotGivenUp } from './given-way';
import { WriteBatch, flushIntoBatch } from './write-batch';

/** Something that must be stored in the same transaction as the work, such as the answer of an idempotent request. */
export interface CommitHook {
  /** Stores it. It may run more than once, as the work itself. */
  store(em: EntityManager, answer: unknown): Promise<void>;
  /** Told once the transaction has committed. */
  committed(): void;
}

/** Set by the edge when the request under way has something to add to its transaction. */
export const COMMIT_HOOK = contextKey<CommitHook>('commit-hook');

/** One transaction: load, change, flush, answer. */
@Injectable()
export class UnitOfWork {
  constructor(private readonly em: EntityManager) {}

  /**
   * Runs a change in one transaction with a fresh identity map.
   * It may run more than once when the database lets another transaction go first, so it changes nothing else.
   * Load what changes through the given entity manager (repositories inside the callback use it too), and ask
   * other services before, never inside.
   * @param work makes the changes
   * @param toAnswer maps the result once versions and defaults are known; its outcome is kept for replays
   */
  run<Result, Answer = Result>(
    work: (em: EntityManager) => Promise<Result>,
    toAnswer: (result: Result) => Answer | Promise<Answer> = (result) =>
      result as unknown as Answer,
  ): Promise<Answer> {
    return untilNotGivenUp(() => this.once(work, toAnswer));
  }

  /**
   * Stores something that stays whatever becomes of the request, such as what was found out on the way to its answer:
   * a transaction of its own, which keeps no answer for replays. The rules for `run` hold.
   */
  runAside(work: (em: EntityManager) => Promise<void>): Promise<void> {
    return untilNotGivenUp(() => this.em.transactional(work, { clear: true }));
  }

  private async once<Result, Answer>(
    work: (em: EntityManager) => Promise<Result>,
    toAnswer: (result: Result) => Answer | Promise<Answer>,
  ): Promise<Answer> {
    const hook = RequestContext.get(COMMIT_HOOK);
    const answer = await this.em.transactional(
      (em) =>
        WriteBatch.around(em.getTransactionContext(), async () => {
          const result = await work(em);
          await flushIntoBatch(em);
          const known = await toAnswer(result);
          await hook?.store(em, known);
          return known;
        }),
      { clear: true },
    );
    hook?.committed();
    return answer;
  }
}
