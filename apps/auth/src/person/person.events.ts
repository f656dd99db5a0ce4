import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import type { PersonRole } from '@course-plateform/types/platform';
import {
  type PersonErased,
  type PersonPreferences,
  type PersonReinstated,
  type PersonSuspended,
  userErased,
  userPreferencesChanged,
  userReinstated,
  userRoleChanged,
  userSuspended,
} from '@course-plateform/types/user';
import { AccountErasureService } from './account-erasure.service';
import { PersonService } from './person.service';

/** What the user service tells of people. */
@Injectable()
export class PersonEventHandler {
  constructor(
    private readonly people: PersonService,
    private readonly erasures: AccountErasureService,
  ) {}

  @EventHandler(userRoleChanged, { consumer: 'account-role' })
  followRole(event: EventEnvelope<PersonRole>, em: EntityManager): Promise<void> {
    return this.people.followRole(em, event.payload, event.aggregateVersion);
  }

  @EventHandler(userSuspended, { consumer: 'account-suspension' })
  suspend(event: EventEnvelope<PersonSuspended>, em: EntityManager): Promise<void> {
    return this.people.suspend(em, event.payload, event.aggregateVersion);
  }

  @EventHandler(userReinstated, { consumer: 'account-reinstatement' })
  reinstate(event: EventEnvelope<PersonReinstated>, em: EntityManager): Promise<void> {
    return this.people.reinstate(em, event.payload.userId, event.aggregateVersion);
  }

  @EventHandler(userErased, { consumer: 'account-erasure' })
  erase(event: EventEnvelope<PersonErased>, em: EntityManager): Promise<void> {
    return this.erasures.erase(em, event.payload.userId);
  }

  @EventHandler(userPreferencesChanged, { consumer: 'account-preferences' })
  followPreferences(event: EventEnvelope<PersonPreferences>, em: EntityManager): Promise<void> {
    return this.people.followPreferences(em, event.payload, event.aggregateVersion);
  }
}
