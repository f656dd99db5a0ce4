import { Module } from '@nestjs/common';
import { ProgressModule } from '../progress/progress.module';
import { EnrollmentController } from './enrollment.controller';
import { EnrollmentEligibilityService } from './enrollment-eligibility.service';
import { EnrollmentEventHandler } from './enrollment.events';
import { EnrollmentFacts } from './enrollment.facts';
import { EnrollmentQueryService } from './enrollment-query.service';
import { EnrollmentRepository } from './enrollment.repository';
import { EnrollmentRpcHandler } from './enrollment.rpc';
import { EnrollmentService } from './enrollment.service';
import { GrantService } from './grant.service';

@Module({
  imports: [ProgressModule],
  controllers: [EnrollmentController, EnrollmentRpcHandler],
  providers: [
    EnrollmentService,
    EnrollmentQueryService,
    EnrollmentRepository,
    EnrollmentEligibilityService,
    EnrollmentEventHandler,
    EnrollmentFacts,
    GrantService,
  ],
})
export class EnrollmentModule {}
