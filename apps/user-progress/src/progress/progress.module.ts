import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module';
import { EnrollmentModule } from '../enrollment/enrollment.module';
import { ProgressController } from './progress.controller';
import { ProgressEventHandler } from './progress.events';
import { ProgressService } from './progress.service';
import { VersionUpgradeController } from './version-upgrade.controller';
import { VersionUpgradeService } from './version-upgrade.service';

@Module({
  imports: [CurriculumModule, EnrollmentModule],
  controllers: [ProgressController, VersionUpgradeController],
  providers: [ProgressService, ProgressEventHandler, VersionUpgradeService],
})
export class ProgressModule {}
