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
    15_000,
    { min: 100, max: 3_600_000 },
    'How often curricula that learners wait for are asked for again, in milliseconds',
  ),
}) {}
