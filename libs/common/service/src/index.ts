export { mongoPlatformEntities, platformEntities } from './platform-entities';
export { describeService, runService } from './service';
export type { RunningService } from './service';
export { defineService } from './service-definition';
export type { PlatformSettings, PlatformShape, ServiceDefinition } from './service-definition';
export { startService } from './start-service';
