import { HOUR_MS, SECOND_MS } from '@course-plateform/common/kernel';
import {
  defineSettings,
  integerOr,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class UserProgressSettings extends defineSettings('user-progress', {
  ...platformSettings('user-progress'),
  ...postgresSettings,
  curriculumJobIntervalMs: integerOr(
    15 * SECOND_MS,
    { min: 100, max: HOUR_MS },
    'How often curricula that learners wait for are requested again, in milliseconds',
  ),
}) {}
