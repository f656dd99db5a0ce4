/**
 * Runs work of different keys at once and work of one key in its order. p-queue and cockatiel's bulkhead limit how
 * much runs, but know no keys; a queue of theirs for each key would have to be made, limited together and thrown away
 * by as much code as this.
 */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<void>>();
  private readonly running = new Set<Promise<void>>();

  /** @param limit how much may be taken at once, waiting for its turn included */
  constructor(private readonly limit: number) {}

  /** Takes work as soon as there is room; comes back when it is taken, not when it is done. Work must not throw. */
  async add(key: string, work: () => Promise<void>): Promise<void> {
    while (this.running.size >= this.limit) await Promise.race(this.running);
    const before = this.tails.get(key);
    const done = (before ? before.then(work) : work()).finally(() => {
      this.running.delete(done);
      if (this.tails.get(key) === done) this.tails.delete(key);
    });
    this.tails.set(key, done);
    this.running.add(done);
  }

  /** Waits until all taken work is done. */
  async idle(): Promise<void> {
    await Promise.all(this.running);
  }
}
