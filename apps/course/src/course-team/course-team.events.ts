import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type UserErased, userErased } from '@course-plateform/types/user';
import { CourseTeamService } from './course-team.service';

@Injectable()
export class CourseTeamEventHandler {
  constructor(private readonly teams: CourseTeamService) {}

  @EventHandler(userErased, { consumer: 'co-instructor-erasure' })
  eraseCoInstructor(event: EventEnvelope<UserErased>, em: EntityManager): Promise<void> {
    return this.teams.erase(em, event.payload.userId);
  }
}
