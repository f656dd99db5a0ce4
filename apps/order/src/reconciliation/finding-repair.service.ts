import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { type FindingResponse, type RepairCreateDto, toFindingResponse } from './finding.dto';
import { ReconciliationFinding } from '../finding/finding.entity';
import { FindingClosed, FindingNotFound, FindingReasonMissing } from './finding.errors';
import { FindingRepository } from './finding.repository';
import { ReconciliationJob } from './reconciliation.job';
import { Repairs } from './repairs.service';

/** Has findings repaired, or dismisses them. */
@Injectable()
export class FindingRepairService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly findings: FindingRepository,
    private readonly repairs: Repairs,
    private readonly job: ReconciliationJob,
    private readonly clock: Clock,
  ) {}

  /** @throws FindingNotFound, FindingClosed, FindingReasonMissing, FindingLineMissing, RefundLineUnknown, RefundExceedsRemainder */
  async repair(
    { userId: by }: Caller,
    id: string,
    { dismiss = false, reason: note, lineId }: RepairCreateDto,
  ): Promise<FindingResponse> {
    const seen = await this.findings.find(id);
    if (!seen) throw new FindingNotFound();
    if (!seen.isOpen) throw new FindingClosed();
    if (dismiss && note === undefined) throw new FindingReasonMissing();
    const reason = note ?? null;
    const now = this.clock.now();
    return this.unitOfWork.run(
      async (em) => {
        // Orders and payments are locked before findings, as by the checks.
        if (!dismiss) await this.repairs.repair(em, seen, { by, reason, lineId });
        const finding = await em.findOneOrFail(ReconciliationFinding, { id });
        if (dismiss && !finding.isOpen) throw new FindingClosed();
        if (dismiss) finding.dismiss(by, reason ?? '', now);
        else finding.repair(by, reason, now);
        this.job.trigger(em);
        return finding;
      },
      (finding) => toFindingResponse(finding, now),
    );
  }
}
