import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type EnrollmentGet,
  type EnrollmentGetOwned,
  type EnrollmentReply,
  type GrantedOrderLines,
  type LearnedShares,
  type LearningActivity,
  type OrderLineIds,
  type OwnedCourses,
  enrollmentGet,
  enrollmentGetActivity,
  enrollmentGetGrants,
  enrollmentGetOwned,
  enrollmentGetShares,
} from '@course-plateform/types/user-progress';
import { EnrollmentQueryService } from './enrollment-query.service';

@Controller()
export class EnrollmentRpcHandler {
  constructor(private readonly enrollments: EnrollmentQueryService) {}

  @RpcHandler(enrollmentGet)
  @Internal()
  async getEnrollment(request: EnrollmentGet): Promise<EnrollmentReply> {
    return { enrollment: await this.enrollments.summary(request) };
  }

  @RpcHandler(enrollmentGetOwned)
  @Internal()
  async getOwned({ userId, courseIds }: EnrollmentGetOwned): Promise<OwnedCourses> {
    return { courseIds: await this.enrollments.owned(userId, courseIds) };
  }

  @RpcHandler(enrollmentGetGrants)
  @Internal()
  async getGrants({ orderLineIds }: OrderLineIds): Promise<GrantedOrderLines> {
    return { orderLineIds: await this.enrollments.granted(orderLineIds) };
  }

  @RpcHandler(enrollmentGetActivity)
  @Internal()
  async getActivity({ userId, courseIds }: EnrollmentGetOwned): Promise<LearningActivity> {
    return { courses: await this.enrollments.activity(userId, courseIds) };
  }

  @RpcHandler(enrollmentGetShares)
  @Internal()
  async getShares({ userId, courseIds }: EnrollmentGetOwned): Promise<LearnedShares> {
    return { courses: await this.enrollments.shares(userId, courseIds) };
  }
}
