import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import {
  SigningKeyState,
  type SigningKeyStatus,
  type SigningKeysRotated,
} from '@course-plateform/types/auth';
import { AuthServiceSettings } from '../env';
import { SecurityEventType } from '../security-event/security-event.entity';
import { SecurityLog } from '../security-event/security-log';
import { SigningKey } from './signing-key.entity';
import { RotationTooEarly } from './signing-key.errors';
import { SigningKeyFactory } from './signing-key.factory';
import { KNOWN_BY_ALL_MS, lastTokenExpiry } from './signing-key.rules';

/** The keys at one time, by state. */
interface KeyRing {
  readonly next: SigningKey;
  readonly current: SigningKey;
  readonly previous: SigningKey | undefined;
}

/** Moves the keys of access tokens on. */
@Injectable()
export class SigningKeyRotationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly factory: SigningKeyFactory,
    private readonly clock: RealClock,
    private readonly securityLog: SecurityLog,
    private readonly settings: AuthServiceSettings,
  ) {}

  status(): Promise<SigningKeyStatus> {
    return this.unitOfWork.run(async (em) => this.toStatus(await readRing(em)));
  }

  /**
   * Lets the next key sign, and makes a new next one.
   * @throws RotationTooEarly as long as a service may not know the next key, or tokens of the previous one are good
   */
  async rotate(): Promise<SigningKeysRotated> {
    const made = await this.factory.make(SigningKeyState.next);
    return this.unitOfWork.run(async (em) => {
      // Of two rotations at once, the second one waits and then sees what the first has done.
      await em.find(SigningKey, {}, { lockMode: LockMode.PESSIMISTIC_WRITE });
      const ring = await readRing(em);
      const from = this.rotatableFrom(ring);
      if (from > this.clock.now())
        throw new RotationTooEarly({ params: { from: from.toISOString() } });
      await this.move(em, ring, made);
      this.securityLog.add(em, { type: SecurityEventType.keysRotated });
      return { currentId: ring.next.id };
    });
  }

  /** One after the other, because there is at most one key in each state at any time. */
  private async move(em: EntityManager, ring: KeyRing, made: SigningKey): Promise<void> {
    if (ring.previous) await em.remove(ring.previous).flush();
    ring.current.retire(this.clock.now());
    await em.flush();
    ring.next.promote();
    await em.flush();
    await em.persist(made).flush();
  }

  private rotatableFrom({ next, previous }: KeyRing): Date {
    const known = new Date(next.createdAt.getTime() + KNOWN_BY_ALL_MS);
    const over = previous?.retiredAt && lastTokenExpiry(previous.retiredAt, this.settings);
    return over && over > known ? over : known;
  }

  private toStatus(ring: KeyRing): SigningKeyStatus {
    const keys = [ring.next, ring.current, ...(ring.previous ? [ring.previous] : [])];
    return {
      keys: keys.map(({ id, state, createdAt, retiredAt }) => ({
        id,
        state,
        createdAt: createdAt.toISOString(),
        retiredAt: retiredAt?.toISOString() ?? null,
      })),
      rotatableFrom: this.rotatableFrom(ring).toISOString(),
    };
  }
}

async function readRing(em: EntityManager): Promise<KeyRing> {
  const keys = await em.find(SigningKey, {}, { refresh: true });
  const of = (state: SigningKeyState): SigningKey | undefined =>
    keys.find((key) => key.state === state);
  const [next, current] = [of(SigningKeyState.next), of(SigningKeyState.current)];
  if (!next || !current)
    throw new Error('The next or the current signing key is not there: restart');
  return { next, current, previous: of(SigningKeyState.previous) };
}
