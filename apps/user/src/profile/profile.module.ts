import { Module } from '@nestjs/common';
import { PeriodicJobs } from '@course-plateform/common/persistence';
import { PendingProfileJob } from './pending-profile.job';
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
    ProfileQueryService,
    RoleService,
    ProfileRepository,
    ProfileEventHandler,
    PendingProfileJob,
    PeriodicJobs,
    UserFactory,
  ],
  exports: [ProfileService, ProfileQueryService, ProfileRepository, RoleService],
})
export class ProfileModule {}
