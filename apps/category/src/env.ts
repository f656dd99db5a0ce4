import {
  defineSettings,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

export const settings = defineSettings('category', {
  ...platformSettings('category'),
  ...postgresSettings,
});
