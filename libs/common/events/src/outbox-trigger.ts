import type {
  EntityManager,
  EventArgs,
  EventSubscriber,
  TransactionEventArgs,
} from '@mikro-orm/core';
import { outboxClassOf } from './message-store';

/** Wakes the relay when a transaction of this process has stored events, so that it need not poll often. */
export class OutboxTrigger implements EventSubscriber {
  /** Entity managers whose transaction has stored events and has not ended yet. */
  private readonly storing = new WeakSet<EntityManager>();
  private registered = false;
  private pending = false;
  private resolve: (() => void) | undefined;

  constructor(private readonly em: EntityManager) {}

  /** Begins to listen to the transactions of the entity manager and its forks. */
  listen(): void {
    if (this.registered) return;
    this.registered = true;
    this.em.getEventManager().registerSubscriber(this);
  }

  getSubscribedEntities() {
    return [outboxClassOf(this.em)];
  }

  afterCreate({ em }: EventArgs<object>): void {
    this.storing.add(em);
  }

  afterTransactionCommit({ em }: TransactionEventArgs): void {
    if (this.storing.delete(em)) this.wake();
  }

  afterTransactionRollback({ em }: TransactionEventArgs): void {
    this.storing.delete(em);
  }

  /** Ends the current wait, or the next one at once. */
  wake(): void {
    this.pending = true;
    this.resolve?.();
  }

  /** Waits for a trigger. @param atMost milliseconds */
  async wait(atMost: number): Promise<void> {
    if (!this.pending) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atMost);
        this.resolve = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.resolve = undefined;
    this.pending = false;
  }
}
