import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type EnrollmentGet,
  type EnrollmentGetOwned,
  type EnrollmentReply,
  type OwnedCourses,
  enrollmentGet,
  enrollmentGetOwned,
} from '@course-plateform/types/user-progress';
import { EnrollmentQueryService } from './enrollment-query.service';

@Controller()
export class EnrollmentRpcHandler {
  constructor(private readonly enrollments: EnrollmentQueryService) {}

  @RpcHandler(enrollmentGet)
  @Internal()
  async getEnrollment({ userId, courseId }: EnrollmentGet): Promise<EnrollmentReply> {
    return { enrollment: await this.enrollments.summary(userId, courseId) };
  }

  @RpcHandler(enrollmentGetOwned)
  @Internal()
  async getOwned({ userId, courseIds }: EnrollmentGetOwned): Promise<OwnedCourses> {
    return { courseIds: await this.enrollments.owned(userId, courseIds) };
  }
}
