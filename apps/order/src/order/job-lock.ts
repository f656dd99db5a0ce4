import type { EntityManager } from '@mikro-orm/core';

/** Advisory locks of the jobs, one number each; they belong to this service's database. */
export enum JobLock {
  expiry = 7_261_102_051,
  reconciliation = 7_261_102_052,
}

/** Takes a job's lock until the transaction ends. @returns whether another replica does not have it */
export async function tryJobLock(em: EntityManager, lock: JobLock): Promise<boolean> {
  const row: { held: boolean } = await em
    .getConnection()
    .execute(
      'select pg_try_advisory_xact_lock(?) as held',
      [lock],
      'get',
      em.getTransactionContext(),
    );
  return row.held;
}
