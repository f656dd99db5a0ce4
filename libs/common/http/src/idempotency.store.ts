import { EntityManager } from '@mikro-orm/core';
import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { Clock, HOUR_MS, newId } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { forkOf } from '@course-plateform/common/persistence';
import { IdempotencyInProgress, IdempotencyKeyReused } from './errors';
import { IdempotencyRecord } from './idempotency.entity';
import type { IdempotencyIdentity } from './idempotency.identity';
import { type IdempotencyRecords, openIdempotencyRecords } from './idempotency.records';

/** How long a response is kept, in milliseconds. */
const KEPT_MS = 24 * HOUR_MS;
/** How long the work of a process that died blocks its key, in milliseconds. */
const LEASE_MS = 4_000;
/** How often the leases of work in flight are renewed, in milliseconds. Shorter work costs no statement for it. */
const RENEW_MS = 1_000;

/** The right to do the work of one key. */
export interface Claim {
  readonly identity: IdempotencyIdentity;
  readonly owner: string;
}

/** A response that was given before. */
export interface KeptAnswer {
  readonly status: number;
  /** Null when it must not be sent again. */
  readonly body: string | null;
}

/**
 * Keeps idempotency keys in the service's own database. An upsert decides which request works; its lease follows the
 * life of the process, which renews it until the work is done.
 */
@Injectable()
export class IdempotencyStore implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Claims in flight, with the time they were made (milliseconds of a monotonic clock). */
  private readonly inFlight = new Map<Claim, number>();
  private readonly records: IdempotencyRecords;
  private timer: NodeJS.Timeout | undefined;
  private renewal: Promise<void> | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly logger: Logger,
  ) {
    this.records = openIdempotencyRecords(em, LEASE_MS);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // One at a time: a slow database must not be asked ever more often.
      this.renewal ??= this.renewLeases().finally(() => (this.renewal = undefined));
    }, RENEW_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.renewal;
  }

  /**
   * Claims the work of a key, or gives the response that is there already.
   * @throws IdempotencyInProgress while another request works on it
   * @throws IdempotencyKeyReused when the key came with another body before
   */
  async claim(identity: IdempotencyIdentity, requestBody: unknown): Promise<Claim | KeptAnswer> {
    const now = this.clock.now();
    const claim: Claim = { identity, owner: newId() };
    const fingerprint = identity.fingerprintOf(requestBody);
    const record = await this.records.claim({
      id: identity.id,
      fingerprint,
      owner: claim.owner,
      now,
      expiresAt: new Date(now.getTime() + KEPT_MS),
    });
    if (record.owner === claim.owner) {
      this.inFlight.set(claim, performance.now());
      return claim;
    }
    if (record.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
    if (record.status === null) throw new IdempotencyInProgress({ retryAfter: 1 });
    const body = record.body === null ? null : identity.open(record.body);
    return { status: record.status, body };
  }

  /**
   * Writes the response in the transaction of the work.
   * @throws IdempotencyInProgress when the lease was lost: the work is rolled back, whoever has the lease does it
   */
  async complete(em: EntityManager, claim: Claim, answer: KeptAnswer): Promise<void> {
    const { identity, owner } = claim;
    const lost = (): Error => new IdempotencyInProgress({ retryAfter: 1 });
    const owned = { id: identity.id, owner };
    await this.records.complete(em, owned, sealed(claim, answer), lost);
  }

  /** Keeps a response that changed nothing, such as a refusal. */
  async keepRefusal(claim: Claim, answer: KeptAnswer): Promise<void> {
    await this.fork().nativeUpdate(
      IdempotencyRecord,
      { id: claim.identity.id, owner: claim.owner, status: null },
      sealed(claim, answer),
    );
  }

  /** Gives the key back: the next request with it works again. */
  async release(claim: Claim): Promise<void> {
    await this.fork().nativeDelete(IdempotencyRecord, {
      id: claim.identity.id,
      owner: claim.owner,
      status: null,
    });
  }

  /** Ends the renewal of a claim, whatever became of it. */
  settle(claim: Claim): void {
    this.inFlight.delete(claim);
  }

  /** Forgets what is older than a day. @returns how many records went */
  removeExpired(): Promise<number> {
    return this.fork().nativeDelete(IdempotencyRecord, { expiresAt: { $lte: this.clock.now() } });
  }

  private async renewLeases(): Promise<void> {
    const claimedBefore = performance.now() - RENEW_MS;
    const due = [...this.inFlight].filter(([, claimedAt]) => claimedAt <= claimedBefore);
    if (due.length === 0) return;
    const owned = due.map(([{ identity, owner }]) => ({ id: identity.id, owner }));
    try {
      await this.records.renew(owned);
    } catch (error) {
      this.logger.warn({ err: error, claims: owned.length }, 'idempotency leases not renewed');
    }
  }

  /** Outside of any transaction: a claim must be seen by others at once. */
  private fork(): EntityManager {
    return forkOf(this.em);
  }
}

function sealed({ identity }: Claim, { status, body }: KeptAnswer) {
  return { status, body: body === null ? null : identity.seal(body) };
}
