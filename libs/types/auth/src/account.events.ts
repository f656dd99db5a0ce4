import { eventContract } from '@course-plateform/common/kernel';
import { UserRole } from '@course-plateform/types/platform';

/** A user has an account now: the profile that was made beforehand is there to stay. */
export const userRegistered = eventContract({
  subject: 'evt.auth.user.registered.v1',
  payload: UserRole,
  consumers: { user: ['profile-confirmation'] },
});
