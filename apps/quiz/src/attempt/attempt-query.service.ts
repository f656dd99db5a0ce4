import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import type { QuizPublication } from '../quiz/quiz-publication.entity';
import { QuizRepository } from '../quiz/quiz.repository';
import { AttemptCloserService } from './attempt-closer.service';
import {
  type AttemptResponse,
  type AttemptResultResponse,
  type QuizSummaryResponse,
  toAttemptResponse,
  toAttemptResult,
  toQuizSummary,
} from './attempt.dto';
import type { Attempt } from './attempt.entity';
import { AttemptNotFound, AttemptNotSubmitted } from './attempt.errors';
import { AttemptRepository } from './attempt.repository';

/** Reads quizzes and attempts for learners. */
@Injectable()
export class AttemptQueryService {
  constructor(
    private readonly attempts: AttemptRepository,
    private readonly quizzes: QuizRepository,
    private readonly closer: AttemptCloserService,
    private readonly clock: Clock,
  ) {}

  /** A publication the caller may take, and how far the caller has come with it. */
  async summary({ userId }: Caller, publication: QuizPublication): Promise<QuizSummaryResponse> {
    const attempts = await this.attempts.of(userId, publication.quizId);
    const now = this.clock.now();
    const overdue = attempts.find((attempt) => attempt.isOverdue(now));
    if (!overdue) return toQuizSummary(publication, attempts);
    await this.closer.closeOverdue(overdue.id);
    return toQuizSummary(publication, await this.attempts.of(userId, publication.quizId));
  }

  /** @throws AttemptNotFound when it is absent or another user's */
  async get(caller: Caller, id: string): Promise<AttemptResponse> {
    const { attempt, publication } = await this.findOwned(caller, id);
    return toAttemptResponse(attempt, publication);
  }

  /** @throws AttemptNotFound, AttemptNotSubmitted */
  async result(caller: Caller, id: string): Promise<AttemptResultResponse> {
    const { attempt, publication } = await this.findOwned(caller, id);
    if (attempt.isOpen) throw new AttemptNotSubmitted();
    return toAttemptResult(attempt, publication);
  }

  /** As it is now: one whose deadline has passed is submitted before it is shown. */
  private async findOwned(caller: Caller, id: string) {
    const rule = { owner: 'userId', notFound: AttemptNotFound } as const;
    const attempt = ownedBy(caller, await this.attempts.find(id), rule);
    const publication = await this.quizzes.publication(attempt.quizId, attempt.publication);
    return { attempt: await this.settled(attempt), publication };
  }

  private async settled(attempt: Attempt): Promise<Attempt> {
    if (!attempt.isOverdue(this.clock.now())) return attempt;
    await this.closer.closeOverdue(attempt.id);
    return (await this.attempts.refreshed(attempt.id)) ?? attempt;
  }
}
