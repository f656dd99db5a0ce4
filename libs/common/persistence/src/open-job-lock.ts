import type { EntityManager } from '@mikro-orm/core';
import type { JobLock } from './job-lock';
import { isMongo } from './drivers';
import { MongoJobLock } from './mongo-job-lock';
import { PostgresJobLock } from './postgres-job-lock';

/** The lock that a database offers. */
export function jobLockOf(em: EntityManager): JobLock {
  return isMongo(em) ? new MongoJobLock(em) : new PostgresJobLock(em);
}
