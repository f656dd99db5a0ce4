import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser, Public } from '@course-plateform/common/auth';
import { IdParam, IfMatch, Operation, PublicCache, SlugParam } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  InstructorListQuery,
  InstructorPageResponse,
  MyProfileResponse,
  ProfileUpdateDto,
  PublicUserResponse,
} from './profile.dto';
import { ProfileNotFound } from './profile.errors';
import { ProfileQueryService } from './profile-query.service';
import { MyProfileService } from './my-profile.service';

@ApiTags('users')
@Controller()
export class ProfileController {
  constructor(
    private readonly mine: MyProfileService,
    private readonly queries: ProfileQueryService,
  ) {}

  @Get('users/me')
  @Auth(Permission.profileManage)
  @Operation({
    summary: 'Read your own profile',
    answer: MyProfileResponse,
    errors: [ProfileNotFound],
  })
  getMyProfile(@CurrentUser() caller: Caller): Promise<MyProfileResponse> {
    return this.queries.getMine(caller);
  }

  @Patch('users/me')
  @Auth(Permission.profileManage)
  @Operation({
    summary: 'Change your own profile',
    description: 'JSON Merge Patch (RFC 7396): what is left out stays, null removes.',
    answer: MyProfileResponse,
    errors: [ProfileNotFound],
  })
  updateMyProfile(
    @CurrentUser() caller: Caller,
    @IfMatch() version: number,
    @Body() body: ProfileUpdateDto,
  ): Promise<MyProfileResponse> {
    return this.mine.update(caller, version, body);
  }

  @Get('users/:id')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Read what anybody may know about a person',
    answer: PublicUserResponse,
    errors: [ProfileNotFound],
  })
  getUser(@IdParam() id: string): Promise<PublicUserResponse> {
    return this.queries.getPublic(id);
  }

  @Get('instructors')
  @Public()
  @PublicCache()
  @Operation({ summary: 'List the instructors by name', answer: InstructorPageResponse })
  listInstructors(@Query() query: InstructorListQuery): Promise<InstructorPageResponse> {
    return this.queries.listInstructors(query);
  }

  @Get('instructors/:slug')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Read the page of an instructor',
    answer: PublicUserResponse,
    errors: [ProfileNotFound],
  })
  getInstructor(@SlugParam('slug', 'As in `slug`') slug: string): Promise<PublicUserResponse> {
    return this.queries.getInstructor(slug);
  }
}
