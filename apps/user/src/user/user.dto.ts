import { CursorPageOf, CursorQuery } from '@course-plateform/common/http';
import { EnumField, ObjectField, Role, TextField } from '@course-plateform/types/platform';
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
  query?: string;

  @EnumField(Role, 'Role', { optional: true })
  role?: Role;

  @EnumField(ProfileStatus, 'ProfileStatus', { optional: true })
  status?: ProfileStatus;
}

export class RoleUpdateDto {
  @EnumField(Role, 'Role')
  role!: Role;

  @TextField({ max: 2000, description: 'Kept with the change', example: 'Left the team.' })
  reason!: string;
}

export class UserResponse extends MyProfileResponse {
  @EnumField(ProfileStatus, 'ProfileStatus')
  status!: ProfileStatus;

  @ObjectField(() => SuspensionResponse, {
    nullable: true,
    description: 'The one that goes on; null for people who are not suspended',
  })
  suspension!: SuspensionResponse | null;
}

export class UserPageResponse extends CursorPageOf(UserResponse) {}
