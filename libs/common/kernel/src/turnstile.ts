/** Lets a limited number of works go on at once; the others wait in the order they came. */
export class Turnstile {
  private readonly waiting: (() => void)[] = [];
  private free: number;

  /** @param limit how many may go on at once */
  constructor(limit: number) {
    this.free = limit;
  }

  /** How many wait. */
  get queue(): number {
    return this.waiting.length;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.free > 0) this.free -= 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.free += 1;
    }
  }
}
