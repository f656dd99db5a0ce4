import {
  defineSettings,
  integerOr,
  ownInProduction,
  platformSettings,
  postgresSettings,
  urlOr,
} from '@course-plateform/common/config';

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class UserServiceSettings extends defineSettings('user', {
  ...platformSettings('user'),
  ...postgresSettings,
  pendingProfileHours: integerOr(
    24,
    { min: 1, max: 720 },
    'How long a profile waits for its account before it is taken away, in hours',
  ),
  publicUrl: ownInProduction(
    urlOr(
      'http://127.0.0.1:3000',
      ['http:', 'https:'],
      'Where everybody reaches the platform; the addresses of pictures begin with it',
    ),
  ),
}) {}
