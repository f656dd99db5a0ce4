import type {
  SettingsOf,
  mongodbSettings,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';

/** The injection token of the service's settings, parsed once at its start. */
export const SETTINGS = Symbol('SETTINGS');

/** What the platform reads of a service's settings. */
export type PlatformSettings = SettingsOf<ReturnType<typeof platformSettings>> &
  Partial<SettingsOf<typeof postgresSettings>> &
  Partial<SettingsOf<typeof mongodbSettings>>;
