import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { type EventEnvelope, EventHandler } from '@course-plateform/common/events';
import { type QuizAttemptPassed, quizAttemptPassed } from '@course-plateform/types/quiz';
import { ProgressService } from './progress.service';

@Injectable()
export class ProgressEventHandler {
  constructor(private readonly progress: ProgressService) {}

  @EventHandler(quizAttemptPassed, { consumer: 'progress-quiz' })
  passQuiz(event: EventEnvelope<QuizAttemptPassed>, em: EntityManager): Promise<void> {
    return this.progress.passQuiz(em, event.payload, event.occurredAt);
  }
}
