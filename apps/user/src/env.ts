import {
  defineSettings,
  integerOr,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

export const settings = defineSettings('user', {
  ...platformSettings('user'),
  ...postgresSettings,
  pendingProfileHours: integerOr(
    24,
    { min: 1, max: 720 },
    'How long a profile waits for its account before it is taken away, in hours',
  ),
});
