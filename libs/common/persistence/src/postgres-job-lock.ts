import type { EntityManager } from '@mikro-orm/core';
import type { Client } from 'pg';
import type { Logger } from '@course-plateform/common/observability';
import { dedicatedClient } from './dedicated-client';
import type { JobLock } from './job-lock';

/** The first half of the lock key of all jobs; the second half is the hash of the job's name. */
const JOB_LOCKS = 7_261_102;

/**
 * Advisory locks, all on one connection outside of the pool: many jobs may be due at once, and if each held a connection
 * of the pool while its work waits for another, none would get on. Locks end with the connection, also if the process
 * crashes.
 */
export class PostgresJobLock implements JobLock {
  /** A session gets a lock that it holds already once more, so it is not asked. */
  private readonly held = new Set<string>();
  private connection: Promise<Client> | undefined;
  /** The one that is open, or about to be. */
  private client: Client | undefined;

  constructor(
    private readonly em: EntityManager,
    private readonly logger: Logger,
  ) {}

  async exclusively(name: string, work: () => Promise<void>): Promise<boolean> {
    if (this.held.has(name)) return false;
    this.held.add(name);
    try {
      const client = await this.connect();
      if (!(await this.take(client, name))) return false;
      try {
        await work();
        return true;
      } finally {
        await this.release(client, name);
      }
    } finally {
      this.held.delete(name);
    }
  }

  async close(): Promise<void> {
    const { connection } = this;
    this.connection = undefined;
    const client = await connection?.catch(() => undefined);
    await client?.end();
  }

  private connect(): Promise<Client> {
    this.connection ??= this.open();
    return this.connection;
  }

  private async open(): Promise<Client> {
    const client = dedicatedClient(this.em, 'job locks');
    // Jobs whose locks are lost with it log that when they release them.
    client.on('error', () => this.drop(client));
    this.client = client;
    try {
      await client.connect();
      return client;
    } catch (error) {
      this.drop(client);
      throw error;
    }
  }

  /** The next job opens another connection. */
  private drop(client: Client): void {
    if (this.client === client) this.connection = undefined;
  }

  private async take(client: Client, name: string): Promise<boolean> {
    try {
      const { rows } = await client.query<{ held: boolean }>(
        'select pg_try_advisory_lock($1, hashtext($2)) as held',
        [JOB_LOCKS, name],
      );
      return rows[0]?.held === true;
    } catch (error) {
      await this.abandon(client);
      throw error;
    }
  }

  private async release(client: Client, name: string): Promise<void> {
    try {
      await client.query('select pg_advisory_unlock($1, hashtext($2))', [JOB_LOCKS, name]);
    } catch (error) {
      this.logger.warn({ err: error, job: name }, 'job lock not released');
      await this.abandon(client);
    }
  }

  /** A connection that has failed once may hang for good; its locks end with it. */
  private async abandon(client: Client): Promise<void> {
    this.drop(client);
    // It has failed already, so that it fails to end says nothing new.
    await client.end().catch(() => undefined);
  }
}
