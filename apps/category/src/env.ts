import {
  defineSettings,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class CategorySettings extends defineSettings('category', {
  ...platformSettings('category'),
  ...postgresSettings,
}) {}
