import { EnumField, IdField } from './fields';
import { Role } from './permissions';

/** A person and the role they have from here on. */
export class PersonRole {
  @IdField()
  userId!: string;

  @EnumField(Role, 'Role')
  role!: Role;
}
