import { Body, Controller, Get, Patch, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser, Public } from '@course-plateform/common/auth';
import {
  IdParam,
  IfMatch,
  Operation,
  PublicCache,
  SlugParam,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  InstructorListQuery,
  InstructorPageResponse,
  MyProfileResponse,
  ProfileListQuery,
  ProfileListResponse,
  ProfileUpdateDto,
  PublicUserResponse,
} from './profile.dto';
import { ProfileNotFound } from './profile.errors';
import { ProfileQueryService } from './profile-query.service';
import { MyProfileService } from './my-profile.service';

@ApiTags('users')
@TagDescription('Profiles: your own, and what everyone may see of users and instructors')
@Controller()
export class ProfileController {
  constructor(
    private readonly mine: MyProfileService,
    private readonly queries: ProfileQueryService,
  ) {}

  @Get('users/me')
  @Auth(Permission.profileManage)
  @Operation({
    summary: 'Get your profile',
    description:
      'Everything that you can edit, with your role and state. The `ETag` is the version for `If-Match`.',
    response: MyProfileResponse,
    errors: [ProfileNotFound],
  })
  getMyProfile(@CurrentUser() caller: Caller): Promise<MyProfileResponse> {
    return this.queries.getMine(caller);
  }

  @Patch('users/me')
  @Auth(Permission.profileManage)
  @Operation({
    summary: 'Update your profile',
    description:
      'JSON Merge Patch (RFC 7396): what is left out stays, null removes. Role and e-mail address cannot be changed here.',
    response: MyProfileResponse,
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
    summary: "Get a user's public profile",
    description: 'Name, picture, headline and biography; nothing private.',
    response: PublicUserResponse,
    returns: 'What everyone may see of the user',
    errors: [ProfileNotFound],
  })
  getUser(@IdParam() id: string): Promise<PublicUserResponse> {
    return this.queries.getPublic(id);
  }

  @Get('profiles')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'List public profiles by their ids',
    description:
      'Name, picture and headline of up to a hundred users, for pages that show users of whom they know the ids, such as the roster of a course.',
    response: ProfileListResponse,
  })
  listProfiles(@Query() { ids }: ProfileListQuery): Promise<ProfileListResponse> {
    return this.queries.listPublic(ids);
  }

  @Get('instructors')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'List instructors',
    description: 'By name, with their public profiles.',
    response: InstructorPageResponse,
  })
  listInstructors(@Query() query: InstructorListQuery): Promise<InstructorPageResponse> {
    return this.queries.listInstructors(query);
  }

  @Get('instructors/:slug')
  @Public()
  @PublicCache()
  @Operation({
    summary: 'Get an instructor',
    description: 'The public profile by its slug.',
    response: PublicUserResponse,
    returns: 'What everyone may see of the user',
    errors: [ProfileNotFound],
  })
  getInstructor(
    @SlugParam('slug', { description: 'The `slug` of the instructor', example: 'ada-lovelace' })
    slug: string,
  ): Promise<PublicUserResponse> {
    return this.queries.getInstructor(slug);
  }
}
