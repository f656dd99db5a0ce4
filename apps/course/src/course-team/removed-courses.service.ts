import {
  ChangeSetType,
  EntityManager,
  type EventSubscriber,
  type FlushEventArgs,
} from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Course } from '../course/course.entity';
import { CourseInvitation } from './course-invitation.entity';

/** Removes the invitations to a course with it, whichever feature removes it; part of the same transaction. */
@Injectable()
export class RemovedCourses implements EventSubscriber {
  constructor(em: EntityManager) {
    em.getEventManager().registerSubscriber(this);
  }

  async onFlush({ em, uow }: FlushEventArgs): Promise<void> {
    for (const { entity, type } of uow.getChangeSets()) {
      if (type === ChangeSetType.DELETE && entity instanceof Course) {
        await em.nativeDelete(CourseInvitation, { courseId: entity.id });
      }
    }
  }
}
