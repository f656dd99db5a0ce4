import { Module } from '@nestjs/common';
import { MyProfileService } from './my-profile.service';
import { PendingProfileJob } from './pending-profile.job';
import { ProfileMapper } from './profile.mapper';
import { ProfileController } from './profile.controller';
import { ProfileEventHandler } from './profile.events';
import { ProfileQueryService } from './profile-query.service';
import { ProfileRepository } from './profile.repository';
import { ProfileRpcHandler } from './profile.rpc';
import { ProfileService } from './profile.service';
import { RoleService } from './role.service';
import { UserFactory } from './user.factory';

@Module({
  controllers: [ProfileController, ProfileRpcHandler],
  providers: [
    ProfileService,
    MyProfileService,
    ProfileMapper,
    ProfileQueryService,
    RoleService,
    ProfileRepository,
    ProfileEventHandler,
    PendingProfileJob,
    UserFactory,
  ],
  exports: [ProfileService, ProfileQueryService, ProfileMapper, ProfileRepository, RoleService],
})
export class ProfileModule {}
