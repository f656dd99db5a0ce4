import { EnumField, IdField } from './fields';
import { Role } from './permissions';

/** A user and the role they have from here on. */
export class UserRole {
  @IdField({ description: 'The user whose role it is' })
  userId!: string;

  @EnumField(Role, 'Role', { description: 'The role from here on' })
  role!: Role;
}
