import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, IdempotencyRequired, Operation } from '@course-plateform/common/http';
import { TransitionNotAllowed } from '@course-plateform/common/kernel';
import { Permission } from '@course-plateform/types/platform';
import {
  EnrollmentCreateDto,
  EnrollmentListQuery,
  EnrollmentPageResponse,
  EnrollmentResponse,
  LearningStatsResponse,
} from './enrollment.dto';
import {
  EnrollmentCourseNotFound,
  EnrollmentExists,
  EnrollmentNotFound,
  EnrollmentOwnCourse,
  EnrollmentPaymentRequired,
} from './enrollment.errors';
import { EnrollmentQueryService } from './enrollment-query.service';
import { EnrollmentService } from './enrollment.service';
import { WithdrawalService } from './withdrawal.service';

@ApiTags('enrollments')
@Controller()
export class EnrollmentController {
  constructor(
    private readonly enrollments: EnrollmentService,
    private readonly withdrawals: WithdrawalService,
    private readonly queries: EnrollmentQueryService,
  ) {}

  @Post('enrollments')
  @Auth(Permission.enrollmentManage)
  @IdempotencyRequired()
  @Operation({
    summary: 'Enroll in a free course',
    description:
      'Also resumes a course you left: a free one that is still free, or one you bought, whatever it costs now. ' +
      'Everything you had completed is there again.',
    status: 201,
    answer: EnrollmentResponse,
    errors: [
      EnrollmentExists,
      EnrollmentPaymentRequired,
      EnrollmentOwnCourse,
      EnrollmentCourseNotFound,
    ],
  })
  createEnrollment(
    @CurrentUser() caller: Caller,
    @Body() body: EnrollmentCreateDto,
  ): Promise<EnrollmentResponse> {
    return this.enrollments.enroll(caller, body);
  }

  @Get('enrollments')
  @Auth(Permission.enrollmentManage)
  @Operation({
    summary: 'List your enrollments',
    answer: EnrollmentPageResponse,
  })
  listEnrollments(
    @CurrentUser() caller: Caller,
    @Query() query: EnrollmentListQuery,
  ): Promise<EnrollmentPageResponse> {
    return this.queries.list(caller, query);
  }

  @Get('enrollments/:id')
  @Auth(Permission.enrollmentManage)
  @Operation({
    summary: 'Read your enrolment',
    answer: EnrollmentResponse,
    errors: [EnrollmentNotFound],
  })
  getEnrollment(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<EnrollmentResponse> {
    return this.queries.get(caller, id);
  }

  @Post('enrollments/:id/withdrawals')
  @Auth(Permission.enrollmentManage)
  @Operation({
    summary: 'Give up the access to a course',
    description: 'A paid course is not refunded by this; its learner can come back to it.',
    status: 201,
    answer: EnrollmentResponse,
    errors: [EnrollmentNotFound, TransitionNotAllowed],
  })
  withdrawEnrollment(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
  ): Promise<EnrollmentResponse> {
    return this.withdrawals.withdraw(caller, id);
  }

  @Get('learning-stats/me')
  @Auth(Permission.courseLearn)
  @Operation({ summary: 'Read your learning in numbers', answer: LearningStatsResponse })
  getMyLearningStats(@CurrentUser() caller: Caller): Promise<LearningStatsResponse> {
    return this.queries.stats(caller);
  }
}
