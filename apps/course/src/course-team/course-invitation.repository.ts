import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Course } from '../course/course.entity';
import { CourseInvitation } from './course-invitation.entity';
import { InvitationNotFound } from './course-team.errors';

/** An invitation, and the course that it is for. */
export interface InvitedCourse {
  readonly invitation: CourseInvitation;
  readonly course: Course;
}

/** Whom an invitation may be shown to. */
export interface Invited {
  readonly userId: string;
  /** Where they have shown to receive mails; undefined when they have not. */
  readonly address: string | undefined;
}

/** The named questions about invitations. */
@Injectable()
export class CourseInvitationRepository {
  constructor(private readonly em: EntityManager) {}

  /** @throws InvitationNotFound when it is absent or for another user */
  async findFor({ userId, address }: Invited, id: string): Promise<InvitedCourse> {
    const invitation = await this.em.findOne(CourseInvitation, { id });
    if (!invitation?.isFor(userId, address)) throw new InvitationNotFound();
    const course = await this.em.findOne(Course, { id: invitation.courseId });
    if (!course) throw new InvitationNotFound();
    return { invitation, course };
  }
}
