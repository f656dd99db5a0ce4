import { eventContract } from '@course-plateform/common/kernel';
import { EnumField, IdField, Role } from '@course-plateform/types/platform';

export class UserRegistered {
  @IdField()
  userId!: string;

  @EnumField(Role, 'Role')
  role!: Role;
}

/** Somebody has an account now: the profile that was made beforehand is there to stay. */
export const userRegistered = eventContract({
  subject: 'evt.auth.user.registered.v1',
  payload: UserRegistered,
  consumers: { user: ['profile-confirmation'] },
});
