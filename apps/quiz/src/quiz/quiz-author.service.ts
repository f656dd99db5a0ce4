import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { type Class, type DomainError, newId } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import {
  CourseRight,
  courseOwnershipGetMany,
  hasCourseRight,
} from '@course-plateform/types/course';
import { Permission } from '@course-plateform/types/platform';
import { QuizCourseNotFound, QuizNotFound } from './quiz.errors';
import { QuizRepository } from './quiz.repository';

/** Who may write the quizzes of a course: its owner, co-instructors with the right to manage it, and admins. Calls the course service. */
@Injectable()
export class QuizAuthorService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly quizzes: QuizRepository,
  ) {}

  /** @throws QuizCourseNotFound when the course is absent or another user's */
  async assertMayWrite(caller: Caller, courseId: string): Promise<void> {
    await this.assertOwned(caller, courseId, QuizCourseNotFound);
  }

  /** @throws QuizNotFound when the quiz is absent or another user's */
  async assertMayEdit(caller: Caller, quizId: string): Promise<void> {
    const quiz = await this.quizzes.find(quizId);
    // Also without a quiz, so that the time until the answer does not tell a foreign one from none.
    await this.assertOwned(caller, quiz?.courseId ?? newId(), QuizNotFound);
  }

  private async assertOwned(
    caller: Caller,
    courseId: string,
    notFound: Class<DomainError>,
  ): Promise<void> {
    const { courses } = await this.rpc.request(courseOwnershipGetMany, {
      courseIds: [courseId],
    });
    ownedBy(caller, courses[0], {
      owner: 'instructorId',
      orIf: (course, userId) => hasCourseRight(course, userId, CourseRight.manage),
      orWith: Permission.courseReview,
      notFound,
    });
  }
}
