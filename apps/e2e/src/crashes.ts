import { eventually } from '@course-plateform/common/test-kit';
import type { Platform } from './platform';
import { chance, shuffled } from './resilience';

/** The purchases between two crashes take less. */
const PATIENCE_MS = 180_000;

/** Ends some of these processes as a crash would, at random, and starts them again. */
export class Crashes {
  private made = 0;

  /** @param names of services, or `stripe` */
  constructor(
    private readonly platform: Platform,
    private readonly names: readonly string[],
  ) {}

  get count(): number {
    return this.made;
  }

  /**
   * Crashes so many times while something else goes on, evenly spread over it.
   * @param share how much of it has been done, from 0 to 1
   */
  async during(share: () => number, wanted: number): Promise<void> {
    while (this.made < wanted) {
      const due = () => share() >= this.made / wanted;
      await eventually('the next crash is due', due, PATIENCE_MS);
      await this.crash(Math.min(chance(1, 2), wanted - this.made));
    }
  }

  /** Some at once, in an order of chance. */
  async crash(count = 1): Promise<void> {
    const hit = shuffled(this.names).slice(0, count);
    await Promise.all(hit.map((name) => this.platform.kill(name)));
    this.made += hit.length;
    await Promise.all(hit.map((name) => this.platform.restart(name)));
  }
}
