import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import {
  EnumField,
  IdListField,
  ObjectField,
  Role,
  TextField,
} from '@course-plateform/types/platform';
import { MyProfileResponse } from '../profile/profile.dto';
import { ProfileStatus } from '../profile/profile.entity';
import { SuspensionResponse } from '../suspension/suspension.dto';

export class UserListQuery extends CursorQuery {
  @TextField({
    max: 100,
    optional: true,
    description:
      'Beginnings of words of the name in any order, any part of a name in a script without blanks, or the whole id',
    example: 'lovel',
  })
  q?: string;

  @IdListField({
    minItems: 1,
    optional: true,
    fromQuery: true,
    description: 'Only users with these ids, such as those of a list that names users by their ids',
  })
  ids?: string[];

  @EnumField(Role, 'Role', { optional: true, description: 'Only users with this role' })
  role?: Role;

  @EnumField(ProfileStatus, 'ProfileStatus', {
    optional: true,
    description: 'Only users in this state',
  })
  status?: ProfileStatus;
}

export class RoleUpdateDto {
  @EnumField(Role, 'Role', { description: 'The role from here on' })
  role!: Role;

  @TextField({
    max: 2000,
    description: 'Why; kept with the change for admins',
    example: 'Left the team.',
  })
  reason!: string;
}

export class UserResponse extends MyProfileResponse {
  @EnumField(ProfileStatus, 'ProfileStatus', { description: 'Whether the user may sign in' })
  status!: ProfileStatus;

  @ObjectField(() => SuspensionResponse, {
    nullable: true,
    description: 'The suspension in force; null for users who are not suspended',
  })
  suspension!: SuspensionResponse | null;
}

export class UserPageResponse extends CursorPageOf(UserResponse) {}
