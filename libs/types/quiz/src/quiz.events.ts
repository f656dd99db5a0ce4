import { eventContract } from '@course-plateform/common/kernel';
import { IdField, NumberField } from '@course-plateform/types/platform';

/** A learner has reached the pass mark. */
export class QuizAttemptPassed {
  @IdField({ description: 'The attempt that reached the pass mark' })
  attemptId!: string;

  @IdField({ description: 'The quiz that is passed' })
  quizId!: string;

  @IdField({ description: 'The course the quiz belongs to' })
  courseId!: string;

  @IdField({ description: 'The learner' })
  userId!: string;

  @NumberField({ min: 0, max: 100, description: 'Points earned of all points, 0–100', example: 80 })
  scorePercent!: number;
}

/** A learner has reached the pass mark of a quiz. */
export const quizAttemptPassed = eventContract({
  subject: 'evt.quiz.attempt.passed.v1',
  payload: QuizAttemptPassed,
  consumers: { 'user-progress': ['progress-quiz'] },
});
