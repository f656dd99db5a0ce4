import { Injectable } from '@nestjs/common';
import { isId } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { courseOfferGetMany } from '@course-plateform/types/course';
import { enrollmentGetOwned } from '@course-plateform/types/user-progress';
import type { Offers } from './offers';

/** Looks up what courses cost now and which of them a user has. */
@Injectable()
export class OfferService {
  constructor(private readonly rpc: RpcClient) {}

  /** Calls the course and user-progress services in parallel; call it before the unit of work. At most 100 courses. */
  async find(userId: string, courseIds: readonly string[]): Promise<Offers> {
    // A path may hold anything; nobody knows a course by what is no id.
    const ids = courseIds.filter(isId);
    if (ids.length === 0) return { courses: new Map(), owned: new Set() };
    const [{ courses }, owned] = await Promise.all([
      this.rpc.request(courseOfferGetMany, { courseIds: ids }),
      this.rpc.request(enrollmentGetOwned, { userId, courseIds: ids }),
    ]);
    return {
      courses: new Map(courses.map((course) => [course.courseId, course])),
      owned: new Set(owned.courseIds),
    };
  }
}
