/**
 * Runs work with different keys concurrently and work with the same key in order. p-queue and cockatiel's bulkhead
 * limit concurrency but have no keys; managing one of their queues per key would take as much code as this.
 */
export class KeyedQueue {
  private readonly tails = new Map<string, Promise<void>>();
  private readonly running = new Set<Promise<void>>();

  /** @param limit the maximum of running and waiting work */
  constructor(private readonly limit: number) {}

  /** Adds work as soon as the limit allows; resolves when it is added, not when it is done. Work must not throw. */
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

  /** Waits until all added work is done. */
  async idle(): Promise<void> {
    await Promise.all(this.running);
  }
}
