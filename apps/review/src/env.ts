import {
  defineSettings,
  integerOr,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class ReviewSettings extends defineSettings('review', {
  ...platformSettings('review'),
  ...postgresSettings,
  reviewMinimumProgressPercent: integerOr(
    10,
    { min: 0, max: 100 },
    'How much of a course a learner must have completed before reviewing it, in percent',
  ),
}) {}
