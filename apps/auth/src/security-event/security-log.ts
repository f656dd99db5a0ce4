import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { RealClock } from '@course-plateform/common/kernel';
import { forkOf } from '@course-plateform/common/persistence';
import { SecurityEvent, type SecurityEventNote } from './security-event.entity';

/** Keeps the audit trail of accounts. */
@Injectable()
export class SecurityLog {
  constructor(
    private readonly em: EntityManager,
    private readonly clock: RealClock,
  ) {}

  /** A row to be stored together with what it tells of. */
  made(note: SecurityEventNote): SecurityEvent {
    return new SecurityEvent(note, this.clock.now());
  }

  /** Notes what a unit of work does: it is kept when that is. */
  add(em: EntityManager, note: SecurityEventNote): void {
    em.persist(this.made(note));
  }

  /** Notes something at once, so that it is kept when the request is refused. */
  async addNow(note: SecurityEventNote): Promise<void> {
    const em = forkOf(this.em);
    await em.persist(this.made(note)).flush();
  }
}
