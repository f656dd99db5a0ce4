import type { EntityManager } from '@mikro-orm/core';
import type { Logger } from '@course-plateform/common/observability';
import type { JobLock } from './job-lock';
import { isMongo } from './drivers';
import { MongoJobLock } from './mongo-job-lock';
import { PostgresJobLock } from './postgres-job-lock';

/** The job lock for the database of an entity manager. */
export function jobLockOf(em: EntityManager, logger: Logger): JobLock {
  return isMongo(em) ? new MongoJobLock(em, logger) : new PostgresJobLock(em, logger);
}
