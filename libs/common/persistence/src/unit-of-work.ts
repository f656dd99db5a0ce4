import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RequestContext, contextKey } from '@course-plateform/common/kernel';
import { untilNotGivenUp } from './given-way';

/** Something that must be stored in the same transaction as the work, such as the answer of an idempotent request. */
export type CommitHook = (em: EntityManager, answer: unknown) => Promise<void>;

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
    return untilNotGivenUp(() =>
      this.em.transactional(
        async (em) => {
          const result = await work(em);
          await em.flush();
          const answer = await toAnswer(result);
          await RequestContext.get(COMMIT_HOOK)?.(em, answer);
          return answer;
        },
        { clear: true },
      ),
    );
  }

  /**
   * Stores something that stays whatever becomes of the request, such as what was found out on the way to its answer:
   * a transaction of its own, which keeps no answer for replays. The rules for `run` hold.
   */
  runAside(work: (em: EntityManager) => Promise<void>): Promise<void> {
    return untilNotGivenUp(() => this.em.transactional(work, { clear: true }));
  }
}
