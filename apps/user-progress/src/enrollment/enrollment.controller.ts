import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import {
  IdParam,
  IdempotencyRequired,
  Operation,
  TagDescription,
} from '@course-plateform/common/http';
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
@TagDescription('Enrollments of learners in courses')
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
      'Also resumes a course you left: a free one that is still free, or one you bought, whatever it costs now, with everything you had completed. Bought courses need no call: you are enrolled once their order is paid.',
    status: 201,
    response: EnrollmentResponse,
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
    description: 'Newest first, active, completed and ended ones.',
    response: EnrollmentPageResponse,
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
    summary: 'Get one of your enrollments',
    description: 'With its publication, percentage and state.',
    response: EnrollmentResponse,
    errors: [EnrollmentNotFound],
  })
  getEnrollment(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<EnrollmentResponse> {
    return this.queries.get(caller, id);
  }

  @Post('enrollments/:id/withdrawals')
  @Auth(Permission.enrollmentManage)
  @Operation({
    summary: 'Withdraw from a course',
    description:
      'Ends your access without a refund. Your progress is kept, and you can come back to a course that you paid for.',
    status: 201,
    location: '/api/v1/enrollments/{id}',
    response: EnrollmentResponse,
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
  @Operation({
    summary: 'Get your learning statistics',
    description:
      'How many courses you have, and how many courses, lessons and quizzes you have completed.',
    response: LearningStatsResponse,
  })
  getMyLearningStats(@CurrentUser() caller: Caller): Promise<LearningStatsResponse> {
    return this.queries.stats(caller);
  }
}
