import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import { Operation, PublicCache } from '@course-plateform/common/http';
import { PermissionListResponse, toPermissionList } from './permission.dto';

@ApiTags('permissions')
@Controller('permissions')
export class PermissionController {
  @Get()
  @Public()
  @PublicCache()
  @Operation({
    summary: 'List permissions',
    description: 'Every permission and the roles that hold it.',
    answer: PermissionListResponse,
  })
  listPermissions(): PermissionListResponse {
    return toPermissionList();
  }
}
