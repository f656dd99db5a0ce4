import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { newId } from '@course-plateform/common/kernel';
import { RpcClient } from '@course-plateform/common/rpc';
import {
  type EnrollmentGet,
  EnrollmentStatus,
  type EnrollmentSummary,
  type SectionLock,
  enrollmentGet,
} from '@course-plateform/types/user-progress';
import type { QuizPublication } from '../quiz/quiz-publication.entity';
import { QuizNotFound } from '../quiz/quiz.errors';
import { QuizRepository } from '../quiz/quiz.repository';
import { AttemptQueryService } from './attempt-query.service';
import type { AttemptResponse, QuizSummaryResponse } from './attempt.dto';
import { QuizAccessDisputed, QuizLocked } from './attempt.errors';
import { AttemptService } from './attempt.service';

/** A quiz, and how its taker is enrolled in its course. */
interface TakenQuiz {
  readonly publication: QuizPublication;
  readonly enrollment: EnrollmentSummary;
}

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
    const { publication } = await this.taken(caller, quizId, {});
    return this.queries.summary(caller, publication);
  }

  /** @throws QuizNotFound, QuizAccessDisputed, QuizLocked, AttemptInProgress, AttemptNoneLeft */
  async start(caller: Caller, quizId: string): Promise<AttemptResponse> {
    const { publication, enrollment } = await this.taken(caller, quizId, { withLocks: true });
    const lock = enrollment.locks?.find(({ quizIds }) => quizIds.includes(publication.quizId));
    if (lock) throw lockedUntil(lock);
    return this.attempts.start(caller, publication);
  }

  /** What a learner takes now. @throws QuizNotFound when there is nothing to take, or not for the caller */
  private async taken(
    { userId }: Caller,
    quizId: string,
    wanted: Pick<EnrollmentGet, 'withLocks'>,
  ): Promise<TakenQuiz> {
    const publication = await this.quizzes.newestPublication(quizId);
    // Also without a publication, so that the time until the answer does not tell a foreign quiz from none.
    const courseId = publication?.courseId ?? newId();
    const { enrollment } = await this.rpc.request(enrollmentGet, { userId, courseId, ...wanted });
    const isLearner = enrollment && enrollment.status !== EnrollmentStatus.ended;
    if (!publication || !isLearner) throw new QuizNotFound();
    if (enrollment.status === EnrollmentStatus.suspended) throw new QuizAccessDisputed();
    return { publication, enrollment };
  }
}

function lockedUntil({ availableAt, missingLessons }: SectionLock): QuizLocked {
  return new QuizLocked({
    extensions: { missingLessons, ...(availableAt === null ? {} : { availableAt }) },
  });
}
