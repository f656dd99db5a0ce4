import { eventContract } from '@course-plateform/common/kernel';
import { IdField, IntegerField, TextField } from '@course-plateform/types/platform';

export class CoursePublished {
  @IdField()
  courseId!: string;

  @IntegerField({ min: 1 })
  publication!: number;

  @IdField()
  instructorId!: string;

  @IdField()
  categoryId!: string;

  @TextField()
  title!: string;
}

export class CourseUnpublished {
  @IdField()
  courseId!: string;
}

/** A publication of a course is what the catalog shows from here on. */
export const coursePublished = eventContract({
  subject: 'evt.course.course.published.v1',
  payload: CoursePublished,
  consumers: { category: ['course-counts'], 'user-progress': ['newest-publication'] },
});

/** A course is not for sale any more; its learners keep what they have. */
export const courseUnpublished = eventContract({
  subject: 'evt.course.course.unpublished.v1',
  payload: CourseUnpublished,
  consumers: { category: ['course-counts-down'] },
});
