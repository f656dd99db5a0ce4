import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import { Operation, PublicCache, TagDescription } from '@course-plateform/common/http';
import { PermissionListResponse, toPermissionList } from './permission.dto';

@ApiTags('permissions')
@TagDescription('The permissions of the platform and the roles that hold them')
@Controller('permissions')
export class PermissionController {
  @Get()
  @Public()
  @PublicCache()
  @Operation({
    summary: 'List permissions',
    description: 'Every permission and the roles that hold it.',
    response: PermissionListResponse,
  })
  listPermissions(): PermissionListResponse {
    return toPermissionList();
  }
}
