import { eventContract } from '@course-plateform/common/kernel';
import { IdField, UserRole, TextField } from '@course-plateform/types/platform';

/** A user's role is another one now; tokens that are issued from here on carry it. */
export const userRoleChanged = eventContract({
  subject: 'evt.user.profile.role-changed.v1',
  payload: UserRole,
  consumers: { auth: ['account-role'] },
});

export class UserPreferences {
  @IdField({ description: 'The user whose preferences changed' })
  userId!: string;

  @TextField({
    max: 10,
    example: 'es',
    description: 'The language of mails and messages, a BCP 47 tag',
  })
  locale!: string;

  @TextField({
    max: 64,
    description: 'The time zone of times in mails, a name of the IANA time zone database',
    example: 'Europe/London',
  })
  timezone!: string;
}

/** A user wants mails and messages in another language, or with the times of another zone. */
export const userPreferencesChanged = eventContract({
  subject: 'evt.user.profile.preferences-changed.v1',
  payload: UserPreferences,
  consumers: { auth: ['account-preferences'] },
});

export class UserRenamed {
  @IdField({ description: 'The user whose name changed' })
  userId!: string;
}

/** A user has another name. It is not in the event, so that no name outlives its owner in the logs of events. */
export const userRenamed = eventContract({
  subject: 'evt.user.profile.renamed.v1',
  payload: UserRenamed,
  consumers: { course: ['instructor-names'] },
});
