export { Aggregate, PreconditionFailed, isLostUpdate, lockForUpdate } from './aggregate';
export { createMigration } from './create-migration';
export { orWhenDuplicate, violates } from './constraint';
export { openDatabase } from './database';
export type { DatabaseConnection, DatabaseDefinition } from './database';
export { DatabaseModule } from './database.module';
export { migrate } from './migrate';
export { COMMIT_HOOK, UnitOfWork } from './unit-of-work';
export type { CommitHook } from './unit-of-work';
