import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { FALLBACK_TIMEZONE, currentLocale } from '@course-plateform/common/i18n';
import { present } from '@course-plateform/common/kernel';
import { COURSE_INVITATION, Mails } from '@course-plateform/common/mail';
import type { Course } from '../course/course.entity';
import { CourseServiceSettings } from '../env';
import type { CourseInvitation } from './course-invitation.entity';

/** Writes to those who are invited, in the unit of work that invites them. */
@Injectable()
export class CourseInvitationMails {
  constructor(
    private readonly mails: Mails,
    private readonly settings: CourseServiceSettings,
  ) {}

  /**
   * In the language of the owner's request: whether the address has an account, and which language it prefers, is not
   * looked up.
   */
  invited(em: EntityManager, invitation: CourseInvitation, { details }: Course): void {
    const address = present(invitation.email, 'the address of an open invitation');
    const recipient = { address, locale: currentLocale(), timezone: FALLBACK_TIMEZONE };
    this.mails.add(em, COURSE_INVITATION, recipient, {
      link: this.settings.invitationPageUrl.replace('{invitation}', invitation.id),
      course: details.title,
      percent: String(invitation.basisPoints / 100),
      expires: { at: invitation.expiresAt.toISOString() },
    });
  }
}
