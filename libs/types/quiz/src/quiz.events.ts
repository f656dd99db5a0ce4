import { eventContract } from '@course-plateform/common/kernel';
import { IdField, NumberField } from '@course-plateform/types/platform';

/** A learner has reached the pass mark. */
export class QuizAttemptPassed {
  @IdField()
  attemptId!: string;

  @IdField()
  quizId!: string;

  @IdField()
  courseId!: string;

  @IdField()
  userId!: string;

  @NumberField({ min: 0, max: 100 })
  scorePercent!: number;
}

/** A learner has reached the pass mark of a quiz. */
export const quizAttemptPassed = eventContract({
  subject: 'evt.quiz.attempt.passed.v1',
  payload: QuizAttemptPassed,
  consumers: { 'user-progress': ['progress-quiz'] },
});
