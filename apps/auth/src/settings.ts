import type { SettingsOf } from '@course-plateform/common/config';
import type { settings } from './env';

/** This service's settings, as `SETTINGS` provides them. */
export type AuthServiceSettings = SettingsOf<typeof settings.shape>;
