import { Body, Controller, Get, Patch, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { LastAdmin } from '../profile/last-admin.errors';
import { ProfileUpdateDto } from '../profile/profile.dto';
import { ProfileNotFound } from '../profile/profile.errors';
import { RoleUpdateDto, UserListQuery, UserPageResponse, UserResponse } from './user.dto';
import { UserQueryService } from './user-query.service';
import { UserService } from './user.service';

@ApiTags('user administration')
@TagDescription('Accounts as admins see them: search, roles, suspensions, deletion')
@Controller('users')
export class UserController {
  constructor(
    private readonly users: UserService,
    private readonly queries: UserQueryService,
  ) {}

  @Get()
  @Auth(Permission.userRead)
  @Operation({
    summary: 'Search users',
    description:
      'For administrators: newest first, or by name when searched by it; filtered by role and state.',
    response: UserPageResponse,
  })
  listUsers(@Query() query: UserListQuery): Promise<UserPageResponse> {
    return this.queries.list(query);
  }

  @Patch(':id')
  @Auth(Permission.userManage)
  @Operation({
    summary: "Update a user's profile",
    description:
      'For administrators. JSON Merge Patch (RFC 7396): what is left out stays, null removes.',
    response: UserResponse,
    errors: [ProfileNotFound],
  })
  updateUser(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: ProfileUpdateDto,
  ): Promise<UserResponse> {
    return this.users.update(id, version, body);
  }

  @Put(':id/role')
  @Auth(Permission.userManage)
  @Operation({
    summary: "Change a user's role",
    description:
      'Access tokens with the old role are refused within five seconds; refreshed ones carry the new role. The last administrator keeps the role.',
    response: UserResponse,
    errors: [ProfileNotFound, LastAdmin],
  })
  updateUserRole(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: RoleUpdateDto,
  ): Promise<UserResponse> {
    return this.users.changeRole(caller, id, body);
  }
}
