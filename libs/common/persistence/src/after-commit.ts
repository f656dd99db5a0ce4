import { EntityManager, type EventSubscriber, type TransactionEventArgs } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';

/** Something to do once a change can be seen by others; must not fail, because the change is there already. */
export type AfterCommitWork = () => Promise<void>;

/**
 * Does things after a transaction has committed, and never if it is rolled back: forgets cached answers, for example.
 * Forgotten any sooner, they would be read and kept once more as they were before the change.
 */
@Injectable()
export class AfterCommit implements EventSubscriber {
  private readonly waiting = new WeakMap<EntityManager, Set<AfterCommitWork>>();

  constructor(em: EntityManager) {
    em.getEventManager().registerSubscriber(this);
  }

  /**
   * Runs some work after the transaction of an entity manager, and whoever commits waits for it; at once when there is
   * no transaction, because the change is there already then.
   * @param work done once, however often it is asked for in the same transaction
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
