import { eventContract } from '@course-plateform/common/kernel';
import { PersonRole } from '@course-plateform/types/platform';

/** A person's role is another one now; tokens that are issued from here on carry it. */
export const userRoleChanged = eventContract({
  subject: 'evt.user.profile.role-changed.v1',
  payload: PersonRole,
  consumers: { auth: ['account-role'] },
});
