import { eventContract } from '@course-plateform/common/kernel';
import {
  IdField,
  IntegerField,
  JsonTextField,
  ListField,
  TextField,
} from '@course-plateform/types/platform';

export class CoursePublished {
  @IdField({ description: 'The course' })
  courseId!: string;

  @IntegerField({
    min: 1,
    description: 'The number of the publication, one more than the one before',
  })
  publication!: number;

  @IdField({ description: 'The instructor who owns the course' })
  instructorId!: string;

  @IdField({ description: 'The category the catalog shows the course in' })
  categoryId!: string;

  @TextField({ description: 'The title in this publication', example: 'Complete Web Development' })
  title!: string;
}

export class CourseUnpublished {
  @IdField({ description: 'The course that is not for sale any more' })
  courseId!: string;
}

export class CourseRefiled {
  @IdField({ description: 'The published course' })
  courseId!: string;

  @IdField({ description: 'The category the catalog shows the course in' })
  categoryId!: string;
}

/** A quiz that a lesson of a cloned course names, and the id that its copy gets. */
export class QuizCopy {
  @IdField({ description: 'The quiz of the course that was cloned' })
  quizId!: string;

  @IdField({ description: 'The copy, which the new course names already' })
  copyId!: string;
}

export class CourseCloned {
  @IdField({ description: 'The new course' })
  courseId!: string;

  @IdField({ description: 'The course that was cloned' })
  fromCourseId!: string;

  @ListField(() => QuizCopy, { maxItems: 10_000, description: 'The quizzes to copy' })
  quizzes!: QuizCopy[];
}

/** A course was made from another one; its quizzes are still to be copied. */
export const courseCloned = eventContract({
  subject: 'evt.course.course.cloned.v1',
  payload: CourseCloned,
  consumers: { quiz: ['quiz-copies'] },
});

export class QuizImported {
  @IdField({ description: 'The course that was imported' })
  courseId!: string;

  @IdField({ description: 'The id of the quiz, which its lessons name already' })
  quizId!: string;

  @JsonTextField({
    description: 'The quiz as `quiz.content.check` has found it right',
    example: '{"title":"HTML basics","settings":{"passPercent":70},"questions":[]}',
  })
  content!: string;
}

/** A course was made from an archive with this quiz in it, which is still to be made. */
export const quizImported = eventContract({
  subject: 'evt.course.quiz.imported.v1',
  payload: QuizImported,
  consumers: { quiz: ['quiz-imports'] },
});

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

/** The catalog shows a published course in another category, because its own was replaced. */
export const courseRefiled = eventContract({
  subject: 'evt.course.course.refiled.v1',
  payload: CourseRefiled,
  consumers: { category: ['course-counts-refiled'] },
});
