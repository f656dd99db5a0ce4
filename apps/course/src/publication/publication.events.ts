import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type UserErased, userErased } from '@course-plateform/types/user';
import { InstructorErasureService } from './instructor-erasure.service';

@Injectable()
export class PublicationEventHandler {
  constructor(private readonly erasures: InstructorErasureService) {}

  @EventHandler(userErased, { consumer: 'instructor-erasure' })
  eraseInstructor(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    return this.erasures.erase(em, event.payload.userId);
  }
}
