import {
  type SettingsOf,
  defineSettings,
  integerOr,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

export const settings = defineSettings('interaction', {
  ...platformSettings('interaction'),
  ...postgresSettings,
  cartMaximumItems: integerOr(50, { min: 1, max: 50 }, 'The most courses of one cart'),
});

export type InteractionSettings = SettingsOf<typeof settings.shape>;
