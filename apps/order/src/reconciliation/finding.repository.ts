import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { executeAside, findCursorPage } from '@course-plateform/common/persistence';
import { ReconciliationFinding } from '../finding/finding.entity';
import type { FindingKind } from '../finding/finding.state';

/** What a list of findings is narrowed by. */
export interface FindingFilter {
  readonly kind?: FindingKind;
  readonly isOpen: boolean;
}

/** The named questions about stored findings. */
@Injectable()
export class FindingRepository {
  constructor(private readonly em: EntityManager) {}

  /** Unlocked. */
  find(id: string): Promise<ReconciliationFinding | null> {
    return this.em.findOne(ReconciliationFinding, { id }, { disableIdentityMap: true });
  }

  /** A page of the findings, newest first. */
  page(
    { kind, isOpen }: FindingFilter,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<ReconciliationFinding>> {
    const range = { by: 'createdAt', order: 'desc', limit, after } as const;
    const closedAt = isOpen ? null : { $ne: null };
    const filter = { ...(kind === undefined ? {} : { kind }), closedAt };
    return findCursorPage(this.em, ReconciliationFinding, filter, range);
  }

  /** How many are open, by kind. */
  async countOpen(): Promise<ReadonlyMap<string, number>> {
    const rows = await executeAside<{ kind: string; findings: string }>(
      this.em,
      `select "kind", count(*) as "findings" from "reconciliation_finding" where "closed_at" is null group by "kind"`,
      [],
    );
    return new Map(rows.map(({ kind, findings }) => [kind, Number(findings)]));
  }
}
