import { eventContract } from '@course-plateform/common/kernel';
import { IdField, PersonRole, TextField } from '@course-plateform/types/platform';

/** A person's role is another one now; tokens that are issued from here on carry it. */
export const userRoleChanged = eventContract({
  subject: 'evt.user.profile.role-changed.v1',
  payload: PersonRole,
  consumers: { auth: ['account-role'] },
});

export class PersonLocale {
  @IdField()
  userId!: string;

  @TextField({ max: 10, example: 'es' })
  locale!: string;
}

/** A person wants mails and messages in another language. */
export const userLocaleChanged = eventContract({
  subject: 'evt.user.profile.locale-changed.v1',
  payload: PersonLocale,
  consumers: { auth: ['account-locale'] },
});
