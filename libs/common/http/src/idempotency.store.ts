import { EntityManager, UniqueConstraintViolationException } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { IdempotencyInProgress, IdempotencyKeyReused } from './errors';
import { IdempotencyRecord } from './idempotency.entity';
import type { IdempotencyIdentity } from './idempotency.identity';

/** How long an answer is kept, in milliseconds. */
const KEPT_MS = 24 * 3_600_000;
/** How long a request may work before another one with the same key takes over, in milliseconds. */
const LOCK_MS = 60_000;

/** The right to do the work of one key. */
export interface Claim {
  readonly identity: IdempotencyIdentity;
  readonly owner: string;
}

/** An answer that was given before. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
}

/** Keeps idempotency keys in the service's own database (reliability: the INSERT decides who works). */
@Injectable()
export class IdempotencyStore {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
  ) {}

  /**
   * Claims the work of a key, or gives the answer that is there already.
   * @throws IdempotencyInProgress while somebody else works on it
   * @throws IdempotencyKeyReused when the key came with another body before
   */
  async claim(identity: IdempotencyIdentity, requestBody: unknown): Promise<Claim | KeptAnswer> {
    const now = this.clock.now();
    const { id } = identity;
    const fingerprint = identity.fingerprintOf(requestBody);
    const claim: Claim = { identity, owner: newId() };
    const em = this.fork();
    await em.nativeDelete(IdempotencyRecord, { id, expiresAt: { $lte: now } });
    try {
      await em.insert(IdempotencyRecord, {
        id,
        owner: claim.owner,
        fingerprint,
        lockedUntil: after(now, LOCK_MS),
        expiresAt: after(now, KEPT_MS),
        status: null,
        body: null,
      });
      return claim;
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException)) throw error;
    }
    const known = await em.findOne(IdempotencyRecord, { id });
    if (!known) throw new IdempotencyInProgress({ retryAfter: 1 });
    if (known.fingerprint !== fingerprint) throw new IdempotencyKeyReused();
    if (known.status !== null) {
      return { status: known.status, body: known.body ? identity.open(known.body) : '' };
    }
    return this.takeOver(claim, now);
  }

  /**
   * Writes the answer in the transaction of the work.
   * @throws IdempotencyInProgress when the lock was lost: the work is rolled back, whoever has the lock does it
   */
  async complete(em: EntityManager, claim: Claim, answer: KeptAnswer): Promise<void> {
    const kept = await em.nativeUpdate(
      IdempotencyRecord,
      { id: claim.identity.id, owner: claim.owner },
      { status: answer.status, body: claim.identity.seal(answer.body) },
    );
    if (kept === 0) throw new IdempotencyInProgress({ retryAfter: 1 });
  }

  /** Keeps an answer that changed nothing, such as a refusal. */
  async keepRefusal(claim: Claim, answer: KeptAnswer): Promise<void> {
    await this.fork().nativeUpdate(
      IdempotencyRecord,
      { id: claim.identity.id, owner: claim.owner, status: null },
      { status: answer.status, body: claim.identity.seal(answer.body) },
    );
  }

  /** Gives the key back after a failure of ours: the next try works again. */
  async release(claim: Claim): Promise<void> {
    await this.fork().nativeDelete(IdempotencyRecord, {
      id: claim.identity.id,
      owner: claim.owner,
      status: null,
    });
  }

  /** Forgets what is older than a day. @returns how many records went */
  removeExpired(): Promise<number> {
    return this.fork().nativeDelete(IdempotencyRecord, { expiresAt: { $lte: this.clock.now() } });
  }

  private async takeOver(claim: Claim, now: Date): Promise<Claim> {
    const taken = await this.fork().nativeUpdate(
      IdempotencyRecord,
      { id: claim.identity.id, status: null, lockedUntil: { $lte: now } },
      { owner: claim.owner, lockedUntil: after(now, LOCK_MS) },
    );
    if (taken === 0) throw new IdempotencyInProgress({ retryAfter: 1 });
    return claim;
  }

  /** Outside of any transaction: a claim must be seen by others at once. */
  private fork(): EntityManager {
    return forkOf(this.em);
  }
}

function after(moment: Date, milliseconds: number): Date {
  return new Date(moment.getTime() + milliseconds);
}
