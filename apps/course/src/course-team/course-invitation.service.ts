import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock, DAY_MS } from '@course-plateform/common/kernel';
import { UnitOfWork, claimDocument, orWhenDuplicate } from '@course-plateform/common/persistence';
import { COURSE_TEAM_MAX } from '@course-plateform/types/course';
import { Course } from '../course/course.entity';
import { CourseTeamFull } from '../course/course.errors';
import { CourseRepository } from '../course/course.repository';
import { CourseServiceSettings } from '../env';
import { CourseInvitationMails } from './course-invitation-mails.service';
import {
  CourseInvitation,
  InvitationStatus,
  ONE_OPEN_INVITATION,
} from './course-invitation.entity';
import {
  type CourseInvitationCreateDto,
  type CourseInvitationResponse,
  toInvitationResponse,
} from './course-team.dto';
import { InvitationExists, InvitationNotFound } from './course-team.errors';

/** Several invitations to a course may be made at once, and are counted one after the other. */
const CONTENDED = { isContended: true };

/** Invitations to teach a course together, as its owner makes and revokes them. */
@Injectable()
export class CourseInvitationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly mails: CourseInvitationMails,
    private readonly clock: Clock,
    private readonly settings: CourseServiceSettings,
  ) {}

  /** @throws CourseNotFound, CourseRightMissing, CourseSharesExceeded, CourseTeamFull, InvitationExists */
  invite(
    caller: Caller,
    courseId: string,
    dto: CourseInvitationCreateDto,
  ): Promise<CourseInvitationResponse> {
    const work = this.unitOfWork.run(
      async (em) => {
        const course = await this.courses.findOwned(caller, courseId);
        course.team.assertLeft(dto.basisPoints);
        await claimDocument(em, Course, courseId);
        await this.endOverdue(em, courseId);
        await this.assertRoom(em, course);
        const now = this.clock.now();
        const { email, rights, basisPoints, isVisible = true } = dto;
        const expiresAt = new Date(now.getTime() + this.settings.courseInvitationDays * DAY_MS);
        const offer = { email, rights, basisPoints, isVisible };
        const invitation = new CourseInvitation({ ...offer, courseId, expiresAt, now });
        em.persist(invitation);
        this.mails.invited(em, invitation, course);
        return { invitation, course };
      },
      (found) => toInvitationResponse(found, this.clock.now()),
      CONTENDED,
    );
    return orWhenDuplicate(work, { [ONE_OPEN_INVITATION]: () => new InvitationExists() });
  }

  /** @throws CourseNotFound, CourseRightMissing, InvitationNotFound, InvitationOver */
  revoke(caller: Caller, courseId: string, invitationId: string): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      await this.courses.findOwned(caller, courseId);
      const invitation = await em.findOne(CourseInvitation, { id: invitationId, courseId });
      if (!invitation) throw new InvitationNotFound();
      invitation.revoke(this.clock.now());
    });
  }

  /** Those that were not decided in time make room, also for another invitation of the same address. */
  private async endOverdue(em: EntityManager, courseId: string): Promise<void> {
    const now = this.clock.now();
    const isOpen = { status: InvitationStatus.open };
    for (const invitation of await em.find(CourseInvitation, { courseId, ...isOpen })) {
      if (invitation.expiresAt <= now) invitation.expire(now);
    }
    await em.flush();
  }

  private async assertRoom(em: EntityManager, { id, team }: Course): Promise<void> {
    const isOpen = { status: InvitationStatus.open };
    const open = await em.count(CourseInvitation, { courseId: id, ...isOpen });
    if (open + team.members.length >= COURSE_TEAM_MAX) throw new CourseTeamFull();
  }
}
