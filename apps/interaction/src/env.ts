import {
  defineSettings,
  integerOr,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

/** The settings of this service: what the environment may say, and the injection token of what it says. */
export class InteractionSettings extends defineSettings('interaction', {
  ...platformSettings('interaction'),
  ...postgresSettings,
  cartMaximumItems: integerOr(50, { min: 1, max: 50 }, 'The most courses of one cart'),
}) {}
