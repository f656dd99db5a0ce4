import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import type { UserRole } from '@course-plateform/types/platform';
import {
  type UserErased,
  type UserPreferences,
  type UserReinstated,
  type UserSuspended,
  userErased,
  userPreferencesChanged,
  userReinstated,
  userRoleChanged,
  userSuspended,
} from '@course-plateform/types/user';
import { AccountErasureService } from './account-erasure.service';
import { UserAccountService } from './user-account.service';

/** Handles the events of the user service. */
@Injectable()
export class UserAccountEventHandler {
  constructor(
    private readonly users: UserAccountService,
    private readonly erasures: AccountErasureService,
  ) {}

  @EventHandler(userRoleChanged, { consumer: 'account-role' })
  followRole(event: EventEnvelope<UserRole>, em: EntityManager): Promise<void> {
    return this.users.followRole(em, event.payload, event.aggregateVersion);
  }

  @EventHandler(userSuspended, { consumer: 'account-suspension' })
  suspend(event: EventEnvelope<UserSuspended>, em: EntityManager): Promise<void> {
    return this.users.suspend(em, event.payload, event.aggregateVersion);
  }

  @EventHandler(userReinstated, { consumer: 'account-reinstatement' })
  reinstate(event: EventEnvelope<UserReinstated>, em: EntityManager): Promise<void> {
    return this.users.reinstate(em, event.payload.userId, event.aggregateVersion);
  }

  @EventHandler(userErased, { consumer: 'account-erasure' })
  erase(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    return this.erasures.erase(em, event.payload.userId);
  }

  @EventHandler(userPreferencesChanged, { consumer: 'account-preferences' })
  followPreferences(event: EventEnvelope<UserPreferences>, em: EntityManager): Promise<void> {
    return this.users.followPreferences(em, event.payload, event.aggregateVersion);
  }
}
