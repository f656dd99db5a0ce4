import { ApiProperty } from '@nestjs/swagger';
import {
  EnumField,
  ListField,
  PERMISSIONS,
  Permission,
  Role,
  permissionsOf,
} from '@course-plateform/types/platform';

export class PermissionResponse {
  @EnumField(Permission, 'Permission')
  permission!: Permission;

  @ApiProperty({
    enum: Role,
    enumName: 'Role',
    isArray: true,
    description: 'The roles that hold it',
    example: [Role.admin],
  })
  roles!: Role[];
}

export class PermissionListResponse {
  @ListField(() => PermissionResponse)
  items!: PermissionResponse[];
}

/** Every permission there is. */
export function toPermissionList(): PermissionListResponse {
  return {
    items: PERMISSIONS.map((permission) => ({
      permission,
      roles: Object.values(Role).filter((role) => permissionsOf(role).includes(permission)),
    })),
  };
}
