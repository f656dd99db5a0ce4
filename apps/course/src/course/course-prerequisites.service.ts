import { Injectable } from '@nestjs/common';
import { PrerequisiteInvalid } from './course.errors';
import { CourseRepository } from './course.repository';

/** More courses than a reasonable chain has: the search for a way back ends there. */
const SEARCHED_MAX = 200;

/** Which courses another one may require. */
@Injectable()
export class CoursePrerequisites {
  constructor(private readonly courses: CourseRepository) {}

  /**
   * @param courseId of the course that requires them; undefined for a new one, which no other course can require yet
   * @throws PrerequisiteInvalid for one that is not published, or that leads back to the course
   */
  async assertUsable(courseId: string | undefined, required: readonly string[]): Promise<void> {
    const published = await this.courses.prerequisites(required);
    for (const id of required) {
      const isUsable = published.has(id) && !(await this.leadsBack(id, courseId));
      if (!isUsable) throw new PrerequisiteInvalid({ params: { courseId: id } });
    }
  }

  private async leadsBack(id: string, courseId: string | undefined): Promise<boolean> {
    if (courseId === undefined) return false;
    const seen = new Set<string>();
    let next = [id];
    while (next.length > 0 && seen.size < SEARCHED_MAX) {
      if (next.includes(courseId)) return true;
      for (const one of next) seen.add(one);
      const required = await this.courses.prerequisites(next);
      next = [...new Set([...required.values()].flat())].filter((one) => !seen.has(one));
    }
    return false;
  }
}
