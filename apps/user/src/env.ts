import {
  defineSettings,
  integerOr,
  platformSettings,
  postgresSettings,
  publicUrlSettings,
} from '@course-plateform/common/config';

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class UserServiceSettings extends defineSettings('user', {
  ...platformSettings('user'),
  ...postgresSettings,
  ...publicUrlSettings,
  pendingProfileHours: integerOr(
    24,
    { min: 1, max: 720 },
    'How long a profile waits for its account before it is taken away, in hours',
  ),
}) {}
