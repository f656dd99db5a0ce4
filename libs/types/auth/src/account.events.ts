import { eventContract } from '@course-plateform/common/kernel';
import { PersonRole } from '@course-plateform/types/platform';

/** Somebody has an account now: the profile that was made beforehand is there to stay. */
export const userRegistered = eventContract({
  subject: 'evt.auth.user.registered.v1',
  payload: PersonRole,
  consumers: { user: ['profile-confirmation'] },
});
