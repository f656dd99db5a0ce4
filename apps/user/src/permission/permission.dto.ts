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
  @EnumField(Permission, 'Permission', { description: 'The permission, `<resource>:<action>`' })
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
  @ListField(() => PermissionResponse, { description: 'Every permission of the platform' })
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
