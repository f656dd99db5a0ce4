import { Module } from '@nestjs/common';
import { CurriculumModule } from '../curriculum/curriculum.module';
import { AccessService } from './access.service';
import { CompletionService } from './completion.service';
import { CurriculumJob } from './curriculum.job';
import { EnrollmentController } from './enrollment.controller';
import { EnrollmentEligibilityService } from './enrollment-eligibility.service';
import { EnrollmentEventHandler } from './enrollment.events';
import { EnrollmentEventSource } from './enrollment.event-source';
import { EnrollmentQueryService } from './enrollment-query.service';
import { EnrollmentRepository } from './enrollment.repository';
import { EnrollmentRpcHandler } from './enrollment.rpc';
import { EnrollmentService } from './enrollment.service';
import { GrantService } from './grant.service';
import { LineGrants } from './line-grants';
import { LockService } from './lock.service';
import { RefundEndService } from './refund-end.service';
import { RosterController } from './roster.controller';
import { SuspensionService } from './suspension.service';
import { WithdrawalService } from './withdrawal.service';

@Module({
  imports: [CurriculumModule],
  controllers: [EnrollmentController, RosterController, EnrollmentRpcHandler],
  providers: [
    EnrollmentService,
    EnrollmentQueryService,
    EnrollmentRepository,
    EnrollmentEligibilityService,
    EnrollmentEventHandler,
    EnrollmentEventSource,
    AccessService,
    GrantService,
    LineGrants,
    RefundEndService,
    SuspensionService,
    WithdrawalService,
    CompletionService,
    LockService,
    CurriculumJob,
  ],
  exports: [CompletionService, EnrollmentRepository, LockService],
})
export class EnrollmentModule {}
