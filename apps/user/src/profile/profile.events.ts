import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { userRegistered } from '@course-plateform/types/auth';
import type { UserRole } from '@course-plateform/types/platform';
import { ProfileService } from './profile.service';

@Injectable()
export class ProfileEventHandler {
  constructor(private readonly profiles: ProfileService) {}

  @EventHandler(userRegistered, { consumer: 'profile-confirmation' })
  confirmProfile(event: EventEnvelope<UserRole>, em: EntityManager): Promise<void> {
    return this.profiles.confirm(em, event.payload.userId, event.payload.role);
  }
}
