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

/** The settings of every service. */
export type PlatformShape = ReturnType<typeof platformSettings>;

/** The part of a service's settings that the platform reads. */
export type PlatformSettings = SettingsOf<PlatformShape> &
  Partial<SettingsOf<typeof postgresSettings>> &
  Partial<SettingsOf<typeof mongodbSettings>>;

/** A service: its settings, database and features. */
export interface ServiceDefinition<Shape extends PlatformShape & SettingsShape = PlatformShape> {
  readonly settings: SettingsClass<Shape>;
  readonly database: DatabaseDefinition;
  /** The module that imports the features. */
  readonly module: Class<object>;
}

/** Declares a service. */
export function defineService<Shape extends PlatformShape & SettingsShape>(
  definition: ServiceDefinition<Shape>,
): ServiceDefinition<Shape> {
  return definition;
}
