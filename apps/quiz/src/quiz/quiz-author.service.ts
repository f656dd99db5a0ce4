import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { newId } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { courseOwnershipGetMany } from '@course-plateform/types/course';
import { Permission } from '@course-plateform/types/platform';
import { QuizCourseNotFound, QuizNotFound } from './quiz.errors';
import { QuizRepository } from './quiz.repository';

/** Who may write the quizzes of a course: its instructor, and admins. Asks the course service. */
@Injectable()
export class QuizAuthorService {
  constructor(
    private readonly neighbours: RpcClient,
    private readonly quizzes: QuizRepository,
  ) {}

  /** @throws QuizCourseNotFound when the course is absent or somebody else's */
  async assertMayWrite(caller: Caller, courseId: string): Promise<void> {
    if (!(await this.mayWrite(caller, courseId))) throw new QuizCourseNotFound();
  }

  /** @throws QuizNotFound when the quiz is absent or somebody else's */
  async assertMayEdit(caller: Caller, quizId: string): Promise<void> {
    const quiz = await this.quizzes.find(quizId);
    // Also without a quiz, so that the time until the answer does not tell a foreign one from none.
    const mayWrite = await this.mayWrite(caller, quiz?.courseId ?? newId());
    if (!quiz || !mayWrite) throw new QuizNotFound();
  }

  private async mayWrite(caller: Caller, courseId: string): Promise<boolean> {
    const { courses } = await this.neighbours.ask(courseOwnershipGetMany, {
      courseIds: [courseId],
    });
    const course = courses[0];
    if (!course) return false;
    return course.instructorId === caller.userId || caller.permissions.has(Permission.courseReview);
  }
}
