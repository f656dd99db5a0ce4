import { Injectable } from '@nestjs/common';
import { Cursors } from '@course-plateform/common/http';
import { Clock } from '@course-plateform/common/kernel';
import {
  type FindingListQuery,
  type FindingPageResponse,
  FindingStatus,
  toFindingResponse,
} from './finding.dto';
import { FindingRepository } from './finding.repository';

/** Reads findings. */
@Injectable()
export class FindingQueryService {
  constructor(
    private readonly findings: FindingRepository,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  async list(query: FindingListQuery): Promise<FindingPageResponse> {
    const { kind, status = FindingStatus.open } = query;
    const filter = { isOpen: status === FindingStatus.open, ...(kind ? { kind } : {}) };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.findings.page(filter, query.limit, after);
    const now = this.clock.now();
    return this.cursors.toPage(page, query, filter, (finding) => toFindingResponse(finding, now));
  }
}
