import { EntityManager } from '@mikro-orm/core';
import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { RealClock, HOUR_MS, newId } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { forkOf } from '@course-plateform/common/persistence';
import { IdempotencyInProgress, IdempotencyKeyReused } from './errors';
import { IdempotencyRecord } from './idempotency.entity';
import type { IdempotencyIdentity } from './idempotency.identity';
import { type IdempotencyRecords, openIdempotencyRecords } from './idempotency.records';

/** How long a response is kept, in milliseconds. */
const KEPT_MS = 24 * HOUR_MS;
/** The lease: how long a crashed process blocks its key, in milliseconds. */
const LEASE_MS = 4_000;
/** How often leases are renewed, in milliseconds. Shorter requests need no renewal. */
const RENEW_MS = 1_000;

/** The ownership of a key. */
export interface Claim {
  readonly identity: IdempotencyIdentity;
  readonly owner: string;
}

/** A stored response. */
export interface StoredResponse {
  readonly status: number;
  /** Null when it must not be replayed. */
  readonly body: string | null;
}

/**
 * Stores idempotency keys in the service's database. An upsert decides which request owns a key. Its process renews the
 * lease until the request is done, so that the key of a crashed process becomes free.
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
    private readonly clock: RealClock,
    private readonly logger: Logger,
  ) {
    this.records = openIdempotencyRecords(em, LEASE_MS);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      // One at a time: a slow database must not accumulate statements.
      this.renewal ??= this.renewLeases().finally(() => (this.renewal = undefined));
    }, RENEW_MS);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.renewal;
  }

  /**
   * Claims a key, or returns its stored response.
   * @throws IdempotencyInProgress while another request owns the key
   * @throws IdempotencyKeyReused when the key was used with another body
   */
  async claim(
    identity: IdempotencyIdentity,
    requestBody: unknown,
  ): Promise<Claim | StoredResponse> {
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
   * Stores the response in the transaction of the change.
   * @throws IdempotencyInProgress when the lease was lost: the change is rolled back and left to the new owner
   */
  async complete(em: EntityManager, claim: Claim, response: StoredResponse): Promise<void> {
    const { identity, owner } = claim;
    const lost = (): Error => new IdempotencyInProgress({ retryAfter: 1 });
    const owned = { id: identity.id, owner };
    await this.records.complete(em, owned, sealed(claim, response), lost);
  }

  /** Stores a response that changed nothing, such as an error. */
  async keepRefusal(claim: Claim, response: StoredResponse): Promise<void> {
    await this.fork().nativeUpdate(
      IdempotencyRecord,
      { id: claim.identity.id, owner: claim.owner, status: null },
      sealed(claim, response),
    );
  }

  /** Releases the key for the next request. */
  async release(claim: Claim): Promise<void> {
    await this.fork().nativeDelete(IdempotencyRecord, {
      id: claim.identity.id,
      owner: claim.owner,
      status: null,
    });
  }

  /** Ends the renewal of a claim. */
  settle(claim: Claim): void {
    this.inFlight.delete(claim);
  }

  /** Deletes expired records. @returns the number of records */
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

  /** Outside of any transaction: a claim must be visible to others at once. */
  private fork(): EntityManager {
    return forkOf(this.em);
  }
}

function sealed({ identity }: Claim, { status, body }: StoredResponse) {
  return { status, body: body === null ? null : identity.seal(body) };
}
