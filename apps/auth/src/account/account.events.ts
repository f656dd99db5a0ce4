import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/messaging';
import type { PersonRole } from '@course-plateform/types/platform';
import { userRoleChanged } from '@course-plateform/types/user';
import { Account } from './account.entity';

@Injectable()
export class AccountEventHandler {
  constructor(private readonly clock: Clock) {}

  /** The next token of the person carries the new role. */
  @EventHandler(userRoleChanged, { consumer: 'account-role' })
  async followRole(event: EventEnvelope<PersonRole>, em: EntityManager): Promise<void> {
    const { userId, role } = event.payload;
    const account = await em.findOne(Account, { id: userId });
    account?.followRole(role, event.aggregateVersion, this.clock.now());
  }
}
