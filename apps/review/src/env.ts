import {
  defineSettings,
  integerOr,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

export const settings = defineSettings('review', {
  ...platformSettings('review'),
  ...postgresSettings,
  reviewMinimumProgressPercent: integerOr(
    10,
    { min: 0, max: 100 },
    'How much of a course a learner must have completed before reviewing it, in percent',
  ),
});
