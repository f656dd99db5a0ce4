import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import type { UserRole } from '@course-plateform/types/platform';
import {
  type UserProfileCreate,
  type UserProfileGetMany,
  type UserProfiles,
  userProfileCreate,
  userProfileGetMany,
} from '@course-plateform/types/user';
import { ProfileQueryService } from './profile-query.service';
import { ProfileService } from './profile.service';

@Controller()
export class ProfileRpcHandler {
  constructor(
    private readonly profiles: ProfileService,
    private readonly queries: ProfileQueryService,
  ) {}

  @RpcHandler(userProfileCreate)
  @Internal()
  createProfile(request: UserProfileCreate): Promise<UserRole> {
    return this.profiles.create(request);
  }

  @RpcHandler(userProfileGetMany)
  @Internal()
  async getProfiles({ userIds }: UserProfileGetMany): Promise<UserProfiles> {
    return { profiles: await this.queries.getMany(userIds) };
  }
}
