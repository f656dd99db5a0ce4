import { Injectable } from '@nestjs/common';
import { isId } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { courseOfferGetMany } from '@course-plateform/types/course';
import { enrollmentGetOwned } from '@course-plateform/types/user-progress';
import type { Offers } from './offers';

/** Asks what courses cost now and which of them a person has. */
@Injectable()
export class OfferService {
  constructor(private readonly neighbours: RpcClient) {}

  /** Asks the course and user-progress services at once; call it before the unit of work. At most 100 courses. */
  async find(userId: string, courseIds: readonly string[]): Promise<Offers> {
    // A path may hold anything; nobody knows a course by what is no id.
    const ids = courseIds.filter(isId);
    if (ids.length === 0) return { courses: new Map(), owned: new Set() };
    const [{ courses }, owned] = await Promise.all([
      this.neighbours.ask(courseOfferGetMany, { courseIds: ids }),
      this.neighbours.ask(enrollmentGetOwned, { userId, courseIds: ids }),
    ]);
    return {
      courses: new Map(courses.map((course) => [course.courseId, course])),
      owned: new Set(owned.courseIds),
    };
  }
}
