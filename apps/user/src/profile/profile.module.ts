import { Module } from '@nestjs/common';
import { PendingProfileCleaner } from './pending-profile.cleaner';
import { ProfileController } from './profile.controller';
import { ProfileEventHandler } from './profile.events';
import { ProfileQueryService } from './profile-query.service';
import { ProfileRepository } from './profile.repository';
import { ProfileRpcHandler } from './profile.rpc';
import { ProfileService } from './profile.service';
import { UserFactory } from './user.factory';

@Module({
  controllers: [ProfileController, ProfileRpcHandler],
  providers: [
    ProfileService,
    ProfileQueryService,
    ProfileRepository,
    ProfileEventHandler,
    PendingProfileCleaner,
    UserFactory,
  ],
  exports: [ProfileService, ProfileQueryService],
})
export class ProfileModule {}
