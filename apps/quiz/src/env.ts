import { HOUR_MS } from '@course-plateform/common/kernel';
import {
  defineSettings,
  integerOr,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class QuizServiceSettings extends defineSettings('quiz', {
  ...platformSettings('quiz'),
  ...postgresSettings,
  quizMaxQuestions: integerOr(
    200,
    { min: 1, max: 1000 },
    'How many questions a quiz may have at most',
  ),
  attemptJobIntervalMs: integerOr(
    5000,
    { min: 100, max: HOUR_MS },
    'How often overdue attempts are looked for, in milliseconds',
  ),
}) {}
