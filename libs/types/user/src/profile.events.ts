import { eventContract } from '@course-plateform/common/kernel';
import { EnumField, IdField, Role } from '@course-plateform/types/platform';

export class UserRoleChanged {
  @IdField()
  userId!: string;

  @EnumField(Role, 'Role')
  role!: Role;
}

/** A person's role is another one now; tokens that are issued from here on carry it. */
export const userRoleChanged = eventContract({
  subject: 'evt.user.profile.role-changed.v1',
  payload: UserRoleChanged,
  consumers: { auth: ['account-role'] },
});
