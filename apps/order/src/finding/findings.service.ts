import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock, newId } from '@course-plateform/common/kernel';
import { sqlOf } from '@course-plateform/common/persistence';
import type { FindingDetails } from './finding.entity';
import type { FindingCause, FindingKind } from './finding.state';

/** Something that does not agree. */
export interface FindingDraft {
  readonly kind: FindingKind;
  readonly cause: FindingCause;
  readonly subject: string;
  readonly aboutId: string | null;
  readonly orderId: string | null;
  readonly details?: FindingDetails;
}

const OPEN = `
  insert into "reconciliation_finding" ("id", "created_at", "updated_at", "kind", "cause", "subject", "about_id", "order_id", "details")
  values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
  on conflict ("kind", "subject") where "closed_at" is null or "is_dismissed"
  do update set "cause" = excluded."cause", "details" = excluded."details", "updated_at" = excluded."updated_at"
  where "reconciliation_finding"."closed_at" is null and "reconciliation_finding"."cause" <> excluded."cause"`;

/** Opens and closes findings, in the caller's unit of work. */
@Injectable()
export class Findings {
  constructor(private readonly clock: Clock) {}

  /** What is open already stays as it is, and what an admin has dismissed stays closed. */
  async open(em: EntityManager, draft: FindingDraft): Promise<void> {
    const now = this.clock.now();
    const { kind, cause, subject, aboutId, orderId, details = {} } = draft;
    const values = [newId(), now, now, kind, cause, subject, aboutId, orderId];
    await sqlOf(em).execute(OPEN, [...values, JSON.stringify(details)], 'run');
  }

  /** Nothing differs any more about a subject. */
  async close(em: EntityManager, kind: FindingKind, subject: string): Promise<void> {
    const now = this.clock.now();
    await sqlOf(em).execute(
      `update "reconciliation_finding" set "closed_at" = ?, "updated_at" = ?, "version" = "version" + 1
       where "kind" = ? and "subject" = ? and "closed_at" is null`,
      [now, now, kind, subject],
      'run',
    );
  }

  /** A check has found all that differs about something: what it has not found any more is closed. */
  async sync(em: EntityManager, aboutId: string, drafts: readonly FindingDraft[]): Promise<void> {
    const now = this.clock.now();
    const subjects = drafts.map(({ kind, subject }) => `${kind} ${subject}`);
    await sqlOf(em).execute(
      `update "reconciliation_finding" set "closed_at" = ?, "updated_at" = ?, "version" = "version" + 1
       where "about_id" = ? and "closed_at" is null and not ("kind" || ' ' || "subject" = any(?::text[]))`,
      [now, now, aboutId, `{${subjects.map((one) => JSON.stringify(one)).join(',')}}`],
      'run',
    );
    for (const draft of drafts) await this.open(em, draft);
  }
}
