import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SECOND_MS } from '@course-plateform/common/kernel';

/** `off` when the settings name none. */
export type OptionalState = 'up' | 'down' | 'off';

/** Probes of orchestrators wait a second by default. */
const PATIENCE_MS = SECOND_MS / 2;

/**
 * What a service works without, in part: `/health/ready` names it, and stays ready without it. A feature adds what it
 * uses when it is made.
 */
@Injectable()
export class OptionalDependencies {
  private readonly checks = new Map<string, () => Promise<OptionalState>>();

  /** @param check one that fails, or takes longer than half a second, means `down` */
  add(name: string, check: () => Promise<OptionalState>): void {
    this.checks.set(name, check);
  }

  async states(): Promise<Readonly<Record<string, OptionalState>>> {
    const states = await Promise.all(
      [...this.checks].map(async ([name, check]) => [name, await stateOf(check)] as const),
    );
    return Object.fromEntries(states);
  }
}

async function stateOf(check: () => Promise<OptionalState>): Promise<OptionalState> {
  const patience = new AbortController();
  try {
    const late = wait<OptionalState>(PATIENCE_MS, 'down', { signal: patience.signal });
    // The check goes on when it is late; how it ends does not matter any more.
    return await Promise.race([check().catch((): OptionalState => 'down'), late]);
  } finally {
    patience.abort();
  }
}
