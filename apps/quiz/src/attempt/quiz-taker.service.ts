import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { newId } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import { EnrollmentStatus, enrollmentGet } from '@course-plateform/types/user-progress';
import type { QuizPublication } from '../quiz/quiz-publication.entity';
import { QuizNotFound } from '../quiz/quiz.errors';
import { QuizRepository } from '../quiz/quiz.repository';
import { AttemptQueryService } from './attempt-query.service';
import type { AttemptResponse, QuizSummaryResponse } from './attempt.dto';
import { QuizAccessDisputed } from './attempt.errors';
import { AttemptService } from './attempt.service';

/** Who may take a quiz: the learners of its course, once it is published. Calls the user-progress service. */
@Injectable()
export class QuizTakerService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly quizzes: QuizRepository,
    private readonly attempts: AttemptService,
    private readonly queries: AttemptQueryService,
  ) {}

  /** @throws QuizNotFound, QuizAccessDisputed */
  async summary(caller: Caller, quizId: string): Promise<QuizSummaryResponse> {
    return this.queries.summary(caller, await this.publicationFor(caller, quizId));
  }

  /** @throws QuizNotFound, QuizAccessDisputed, AttemptInProgress, AttemptNoneLeft */
  async start(caller: Caller, quizId: string): Promise<AttemptResponse> {
    return this.attempts.start(caller, await this.publicationFor(caller, quizId));
  }

  /** What a learner takes now. @throws QuizNotFound when there is nothing to take, or not for the caller */
  private async publicationFor({ userId }: Caller, quizId: string): Promise<QuizPublication> {
    const publication = await this.quizzes.newestPublication(quizId);
    // Also without a publication, so that the time until the answer does not tell a foreign quiz from none.
    const courseId = publication?.courseId ?? newId();
    const { enrollment } = await this.rpc.request(enrollmentGet, { userId, courseId });
    const isLearner = enrollment && enrollment.status !== EnrollmentStatus.ended;
    if (!publication || !isLearner) throw new QuizNotFound();
    if (enrollment.status === EnrollmentStatus.suspended) throw new QuizAccessDisputed();
    return publication;
  }
}
