import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import type { Question } from '../question-kinds/question-kind';
import { type AnswerDto, responseTo } from '../question-kinds/question.dto';
import type { QuizPublication } from '../quiz/quiz-publication.entity';
import { QuizRepository } from '../quiz/quiz.repository';
import { AttemptCloserService } from './attempt-closer.service';
import {
  type AttemptResponse,
  type AttemptResultResponse,
  toAttemptResponse,
  toAttemptResult,
} from './attempt.dto';
import { Attempt } from './attempt.entity';
import {
  AttemptInProgress,
  AttemptNoneLeft,
  AttemptNotFound,
  AttemptSubmitted,
  AttemptTimeUp,
} from './attempt.errors';
import { AttemptRepository } from './attempt.repository';
import { layoutOf } from './layout';

interface Opened {
  readonly attempt: Attempt;
  readonly publication: QuizPublication;
}

/** Takes quizzes. */
@Injectable()
export class AttemptService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly attempts: AttemptRepository,
    private readonly quizzes: QuizRepository,
    private readonly closer: AttemptCloserService,
    private readonly clock: Clock,
  ) {}

  /**
   * Begins an attempt at a publication the caller may take. Those that begin at once queue up, so that neither a
   * second one is open nor a limit passed.
   * @throws AttemptInProgress, AttemptNoneLeft
   */
  start({ userId }: Caller, publication: QuizPublication): Promise<AttemptResponse> {
    return this.unitOfWork.run(
      async (em) => {
        const before = await this.attempts.lockedAll(em, userId, publication.quizId);
        await this.assertNoneOpen(em, before);
        const allowed = publication.settings.attemptsAllowed;
        if (allowed !== null && before.length >= allowed) {
          throw new AttemptNoneLeft({ params: { allowed } });
        }
        const attempt = new Attempt({
          publication,
          userId,
          number: before.length + 1,
          layout: layoutOf(publication),
          now: this.clock.now(),
        });
        em.persist(attempt);
        return attempt;
      },
      (attempt) => toAttemptResponse(attempt, publication),
    );
  }

  /** @throws AttemptNotFound, AttemptTimeUp, AttemptSubmitted, AttemptQuestionNotFound, RequestInvalid, AnswerInvalid */
  async answer(
    caller: Caller,
    id: string,
    questionId: string,
    dto: AnswerDto,
  ): Promise<AttemptResponse> {
    const { attempt, publication, late } = await this.unitOfWork.run(async (em) => {
      const opened = await this.findOwned(em, caller, id);
      // What was saved is submitted, which must be stored although the request is refused.
      if (await this.closer.closeIfOverdue(em, opened.attempt)) return { ...opened, late: true };
      const answer = (question: Question) => responseTo(question, dto);
      opened.attempt.answer(opened.publication, questionId, answer, this.clock.now());
      return { ...opened, late: false };
    });
    if (late) throw new AttemptTimeUp();
    return toAttemptResponse(attempt, publication);
  }

  /** Grades what was saved, once; also when the deadline has passed meanwhile. @throws AttemptNotFound, AttemptSubmitted */
  submit(caller: Caller, id: string): Promise<AttemptResultResponse> {
    return this.unitOfWork.run(
      async (em) => {
        const opened = await this.findOwned(em, caller, id);
        if (!opened.attempt.isOpen) {
          throw new AttemptSubmitted({ location: `/api/v1/attempts/${id}/result` });
        }
        this.closer.close(em, opened.attempt, opened.publication);
        return opened;
      },
      ({ attempt, publication }) => toAttemptResult(attempt, publication),
    );
  }

  /** One whose deadline has passed does not stand in the way: what was saved in it is submitted now. */
  private async assertNoneOpen(em: EntityManager, attempts: readonly Attempt[]): Promise<void> {
    const open = attempts.find(({ isOpen }) => isOpen);
    if (!open) return;
    if (!(await this.closer.closeIfOverdue(em, open))) {
      throw new AttemptInProgress({ location: `/api/v1/attempts/${open.id}` });
    }
    // The unique index of open attempts must see that it is closed before another one opens.
    await em.flush();
  }

  private async findOwned(em: EntityManager, caller: Caller, id: string): Promise<Opened> {
    const rule = { owner: 'userId', notFound: AttemptNotFound } as const;
    const attempt = ownedBy(caller, await this.attempts.locked(em, id), rule);
    const publication = await this.quizzes.publication(attempt.quizId, attempt.publication);
    return { attempt, publication };
  }
}
