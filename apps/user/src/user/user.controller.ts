import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { ProfileNotFound } from '../profile/profile.errors';
import { UserListQuery, UserPageResponse, UserResponse, UserUpdateDto } from './user.dto';
import { UserQueryService } from './user-query.service';
import { UserService } from './user.service';

@ApiTags('user administration')
@Controller('users')
export class UserController {
  constructor(
    private readonly users: UserService,
    private readonly queries: UserQueryService,
  ) {}

  @Get()
  @Auth(Permission.userRead)
  @Operation({
    summary: 'List people, the newest first; those that are searched by name',
    answer: UserPageResponse,
  })
  listUsers(@Query() query: UserListQuery): Promise<UserPageResponse> {
    return this.queries.list(query);
  }

  @Patch(':id')
  @Auth(Permission.userManage)
  @Operation({
    summary: "Change somebody's profile",
    description: 'JSON Merge Patch (RFC 7396): what is left out stays, null removes.',
    answer: UserResponse,
    errors: [ProfileNotFound],
  })
  updateUser(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: UserUpdateDto,
  ): Promise<UserResponse> {
    return this.users.update(id, version, body);
  }
}
