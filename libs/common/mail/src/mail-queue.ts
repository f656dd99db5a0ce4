import type { EntityManager } from '@mikro-orm/core';
import { collectionOf, executeAside, isMongo } from '@course-plateform/common/persistence';
import { OutgoingMail, OutgoingMailState } from './outgoing-mail.entity';

/** The statement of the queue that the ORM cannot express. */
export interface MailQueue {
  /**
   * Leases the due mail that has waited longest, so that no other process sends it at the same time.
   * @param leasedUntil when another process may take it, unless it is sent by then
   * @returns its id; undefined when none is due
   */
  take(now: Date, leasedUntil: Date): Promise<string | undefined>;
}

/** @param em of the database with the mails */
export function openMailQueue(em: EntityManager): MailQueue {
  return isMongo(em) ? new MongoMailQueue(em) : new PostgresMailQueue(em);
}

const TAKE = `update "outgoing_mail" set "attempts" = "attempts" + 1, "next_attempt_at" = ?
  where "id" = (
    select "id" from "outgoing_mail" where "state" = 'waiting' and "next_attempt_at" <= ?
    order by "next_attempt_at", "id" limit 1 for update skip locked)
  returning "id"`;

class PostgresMailQueue implements MailQueue {
  constructor(private readonly em: EntityManager) {}

  async take(now: Date, leasedUntil: Date): Promise<string | undefined> {
    const [taken] = await executeAside<{ id: string }>(this.em, TAKE, [leasedUntil, now]);
    return taken?.id;
  }
}

class MongoMailQueue implements MailQueue {
  constructor(private readonly em: EntityManager) {}

  async take(now: Date, leasedUntil: Date): Promise<string | undefined> {
    const taken = await collectionOf(this.em, OutgoingMail).findOneAndUpdate(
      { state: OutgoingMailState.waiting, nextAttemptAt: { $lte: now } },
      { $inc: { attempts: 1 }, $set: { nextAttemptAt: leasedUntil } },
      { sort: { nextAttemptAt: 1, _id: 1 }, projection: { _id: 1 } },
    );
    return taken ? String(taken._id) : undefined;
  }
}
