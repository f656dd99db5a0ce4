import { eventContract } from '@course-plateform/common/kernel';
import { IdField, PersonRole, TextField } from '@course-plateform/types/platform';

/** A person's role is another one now; tokens that are issued from here on carry it. */
export const userRoleChanged = eventContract({
  subject: 'evt.user.profile.role-changed.v1',
  payload: PersonRole,
  consumers: { auth: ['account-role'] },
});

export class PersonPreferences {
  @IdField()
  userId!: string;

  @TextField({ max: 10, example: 'es' })
  locale!: string;

  @TextField({
    max: 64,
    description: 'A name of the IANA time zone database',
    example: 'Europe/London',
  })
  timezone!: string;
}

/** A person wants mails and messages in another language, or with the times of another zone. */
export const userPreferencesChanged = eventContract({
  subject: 'evt.user.profile.preferences-changed.v1',
  payload: PersonPreferences,
  consumers: { auth: ['account-preferences'] },
});
