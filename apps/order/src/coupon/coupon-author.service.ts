import { Injectable } from '@nestjs/common';
import { type Caller, Forbidden, ownedBy } from '@course-plateform/common/auth';
import { RpcClient } from '@course-plateform/common/rpc';
import { courseOwnershipGetMany } from '@course-plateform/types/course';
import { Permission } from '@course-plateform/types/platform';
import type { CouponScopeDto } from './coupon.dto';
import type { CouponCoverage } from './coupon.entity';
import { CouponCourseNotFound } from './coupon.errors';
import { CouponScope } from './coupon.state';

/** Who may create coupons for which courses: instructors for their own, admins for all. */
@Injectable()
export class CouponAuthorService {
  constructor(private readonly rpc: RpcClient) {}

  /**
   * Calls the course service for a coupon of one course; call it before the unit of work.
   * @throws Forbidden; CouponCourseNotFound when the course is absent or another user's
   */
  async coverageFor(caller: Caller, scope: CouponScopeDto): Promise<CouponCoverage> {
    if (scope.kind === CouponScope.course) return this.ofCourse(caller, scope.courseId);
    if (scope.kind === CouponScope.site) {
      assertAdmin(caller);
      return { scope: CouponScope.site, courseId: null, ownerId: caller.userId };
    }
    const ownerId = scope.instructorId ?? caller.userId;
    if (ownerId !== caller.userId) assertAdmin(caller);
    return { scope: CouponScope.instructor, courseId: null, ownerId };
  }

  private async ofCourse(caller: Caller, courseId: string): Promise<CouponCoverage> {
    const { courses } = await this.rpc.request(courseOwnershipGetMany, { courseIds: [courseId] });
    const course = ownedBy(caller, courses[0], {
      owner: 'instructorId',
      orWith: Permission.couponAdminister,
      notFound: CouponCourseNotFound,
    });
    return { scope: CouponScope.course, courseId, ownerId: course.instructorId };
  }
}

function assertAdmin(caller: Caller): void {
  if (caller.permissions.has(Permission.couponAdminister)) return;
  throw new Forbidden({ params: { permission: Permission.couponAdminister } });
}
