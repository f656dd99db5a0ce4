import type { CourseOffer } from '@course-plateform/types/course';

/** What the upstream services know about some courses and one user. */
export interface Offers {
  /** By course id; a course that was never published has none. */
  readonly courses: ReadonlyMap<string, CourseOffer>;
  readonly owned: ReadonlySet<string>;
}
