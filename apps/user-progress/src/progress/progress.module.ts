import { Module } from '@nestjs/common';
import { PeriodicJobs } from '@course-plateform/common/persistence';
import { EnrollmentRepository } from '../enrollment/enrollment.repository';
import { CompletionService } from './completion.service';
import { CurriculumJob } from './curriculum.job';
import { CurriculumService } from './curriculum.service';
import { ProgressController } from './progress.controller';
import { ProgressEventHandler } from './progress.events';
import { ProgressService } from './progress.service';

@Module({
  controllers: [ProgressController],
  providers: [
    ProgressService,
    ProgressEventHandler,
    CompletionService,
    CurriculumService,
    CurriculumJob,
    EnrollmentRepository,
    PeriodicJobs,
  ],
  exports: [CompletionService, CurriculumService, CurriculumJob],
})
export class ProgressModule {}
