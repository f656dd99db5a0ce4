/**
 * The time of the domain: when sales begin, quotes expire and deadlines pass. It is injected, so that tests can control
 * it, and on a platform with a test clock it may be moved. Whatever keeps the platform itself going, such as tokens,
 * leases and retries, takes `RealClock`.
 */
export abstract class Clock {
  /** The current time of the domain. */
  abstract now(): Date;

  /** Registers what is to happen each time the clock has been moved; its mere running calls nothing. */
  abstract onMove(listener: () => void): void;
}

/** The real time, which no test clock moves. It is injected, so that tests can control it. */
export abstract class RealClock {
  /** The current time. */
  abstract now(): Date;
}

/** A due time that has come on either clock, for rows that are to be looked at right away. */
export const AT_ONCE = new Date(0);

/** The machine's own clock. */
export class SystemClock extends RealClock {
  now(): Date {
    return new Date();
  }
}

/** Domain time as a distance from real time: none, unless a test clock moves it. */
export class MovableClock extends Clock {
  private readonly listeners: (() => void)[] = [];
  private offset = 0;

  constructor(private readonly real: RealClock) {
    super();
  }

  now(): Date {
    return new Date(this.real.now().getTime() + this.offset);
  }

  onMove(listener: () => void): void {
    this.listeners.push(listener);
  }

  /** How far domain time is ahead of real time, in milliseconds; negative when it is behind. */
  get offsetMs(): number {
    return this.offset;
  }

  /** Moves domain time. @param offsetMs how far from real time it is from now on, in milliseconds */
  moveTo(offsetMs: number): void {
    if (offsetMs === this.offset) return;
    this.offset = offsetMs;
    for (const listener of this.listeners) listener();
  }
}

/** A clock for tests that stands still until it is advanced. It may stand for both times. */
export class FixedClock extends Clock {
  constructor(private current: Date) {
    super();
  }

  now(): Date {
    return new Date(this.current);
  }

  onMove(): void {
    // A test that advances it runs the jobs it is about by itself.
  }

  /** Moves the clock forward. @param milliseconds how far */
  advance(milliseconds: number): void {
    this.current = new Date(this.current.getTime() + milliseconds);
  }
}
