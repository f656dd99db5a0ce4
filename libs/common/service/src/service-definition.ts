import type { Class } from '@course-plateform/common/kernel';
import type {
  SettingsClass,
  SettingsOf,
  SettingsShape,
  mongodbSettings,
  platformSettings,
  postgresSettings,
} from '@course-plateform/common/config';
import type { DatabaseDefinition } from '@course-plateform/common/persistence';

/** The settings every service starts from. */
export type PlatformShape = ReturnType<typeof platformSettings>;

/** What the platform reads of a service's settings. */
export type PlatformSettings = SettingsOf<PlatformShape> &
  Partial<SettingsOf<typeof postgresSettings>> &
  Partial<SettingsOf<typeof mongodbSettings>>;

/** What makes up one service: its settings, what it keeps, and its features. */
export interface ServiceDefinition<Shape extends PlatformShape & SettingsShape = PlatformShape> {
  readonly settings: SettingsClass<Shape>;
  readonly database: DatabaseDefinition;
  /** A module that lists the features; everything else is the platform's. */
  readonly module: Class<object>;
}

/** Declares a service. */
export function defineService<Shape extends PlatformShape & SettingsShape>(
  definition: ServiceDefinition<Shape>,
): ServiceDefinition<Shape> {
  return definition;
}
