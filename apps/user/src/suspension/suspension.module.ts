import { Module } from '@nestjs/common';
import { PeriodicJobs } from '@course-plateform/common/persistence';
import { ProfileModule } from '../profile/profile.module';
import { SuspensionController } from './suspension.controller';
import { SuspensionJob } from './suspension.job';
import { SuspensionService } from './suspension.service';

@Module({
  imports: [ProfileModule],
  controllers: [SuspensionController],
  providers: [SuspensionService, SuspensionJob, PeriodicJobs],
})
export class SuspensionModule {}
