import type { CourseOffer } from '@course-plateform/types/course';

/** What the neighbours know about some courses and one person. */
export interface Offers {
  /** By course id; a course that was never published has none. */
  readonly courses: ReadonlyMap<string, CourseOffer>;
  readonly owned: ReadonlySet<string>;
}
