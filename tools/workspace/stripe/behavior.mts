/** How a request is spoiled. */
export interface Fault {
  /** The beginning of method and path, such as `POST /v1/refunds`. */
  readonly match: string;
  /** `before`: nothing has been done; `after`: it has been done, and nobody hears of it. */
  readonly when: 'before' | 'after';
  /** `error`: 500; `rate_limit`: 429; `reset`: the connection is closed; `hang`: no response at all. */
  readonly how: 'error' | 'rate_limit' | 'reset' | 'hang';
  /** How many requests; then it is over. */
  readonly times: number;
}

/** How this server behaves towards those who use it. */
export interface Behavior {
  /** For whatever is left to chance. */
  readonly seed: number;
  readonly webhooks: {
    /** How long each delivery waits, between two numbers of milliseconds: late, and in any order. */
    readonly delayMs: readonly [number, number];
    /** The share that is delivered twice, from 0 to 1. */
    readonly duplicates: number;
    /** The share that is never delivered. */
    readonly dropped: number;
    /** The share whose first delivery has a wrong signature. */
    readonly forged: number;
    /** Nothing is delivered until it is false again. */
    readonly paused: boolean;
  };
  readonly faults: readonly Fault[];
}

export const GOOD_BEHAVIOR: Behavior = {
  seed: 1,
  webhooks: { delayMs: [0, 0], duplicates: 0, dropped: 0, forged: 0, paused: false },
  faults: [],
};

/** A behavior that can be changed while the server runs. */
export class Conduct {
  private current: Behavior = GOOD_BEHAVIOR;
  private random = mulberry32(GOOD_BEHAVIOR.seed);
  private readonly changed: (() => void)[] = [];

  get webhooks(): Behavior['webhooks'] {
    return this.current.webhooks;
  }

  get value(): Behavior {
    return this.current;
  }

  /** @param wanted what is left out is good behavior */
  set(wanted: Partial<Behavior>): void {
    this.current = {
      ...GOOD_BEHAVIOR,
      ...wanted,
      webhooks: { ...GOOD_BEHAVIOR.webhooks, ...wanted.webhooks },
    };
    this.random = mulberry32(this.current.seed);
    for (const listener of this.changed) listener();
  }

  onChange(listener: () => void): void {
    this.changed.push(listener);
  }

  /** @returns whether something happens that happens so often, from 0 to 1 */
  happens(share: number): boolean {
    return share > 0 && this.random() < share;
  }

  /** @returns a whole number from the first to the second */
  between([least, most]: readonly [number, number]): number {
    return Math.round(least + this.random() * (most - least));
  }

  /** The fault of this request, which is used up by it. */
  take(request: string, when: Fault['when']): Fault['how'] | undefined {
    const fault = this.current.faults.find(
      (one) => one.when === when && one.times > 0 && request.startsWith(one.match),
    );
    if (!fault) return undefined;
    const rest = this.current.faults.map((one) =>
      one === fault ? { ...one, times: one.times - 1 } : one,
    );
    this.current = { ...this.current, faults: rest };
    return fault.how;
  }
}

/** A small generator of random numbers from 0 to 1 that repeats itself for the same seed. */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
