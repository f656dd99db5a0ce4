import { EntityManager, type EventSubscriber, type TransactionEventArgs } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';

/** Work after a commit. It must not fail, because the change is already stored. */
export type AfterCommitWork = () => Promise<void>;

/**
 * Runs work after a commit, and never after a rollback: for example, invalidating a cache, which before the commit
 * would be filled again with the old state.
 */
@Injectable()
export class AfterCommit implements EventSubscriber {
  private readonly waiting = new WeakMap<EntityManager, Set<AfterCommitWork>>();

  constructor(em: EntityManager) {
    em.getEventManager().registerSubscriber(this);
  }

  /**
   * Runs work after the commit of an entity manager's transaction, which waits for it; at once when there is no
   * transaction.
   * @param work runs once per transaction, however often it is added
   */
  async do(em: EntityManager, work: AfterCommitWork): Promise<void> {
    if (!em.isInTransaction()) return work();
    const known = this.waiting.get(em);
    if (known) known.add(work);
    else this.waiting.set(em, new Set([work]));
  }

  async afterTransactionCommit({ em }: TransactionEventArgs): Promise<void> {
    const works = this.waiting.get(em) ?? [];
    this.waiting.delete(em);
    await Promise.all([...works].map((work) => work()));
  }

  afterTransactionRollback({ em }: TransactionEventArgs): void {
    this.waiting.delete(em);
  }
}
