import { Injectable } from '@nestjs/common';
import { type Caller, Forbidden, ownedBy } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  type PayoutListQuery,
  type PayoutPageResponse,
  type PayoutResponse,
  type PayoutRunListQuery,
  type PayoutRunPageResponse,
  type PayoutRunResponse,
  toPayoutResponse,
  toPayoutRunResponse,
} from './payout.dto';
import { PayoutNotFound, PayoutRunNotFound } from './payout.errors';
import { PayoutRepository } from './payout.repository';

/** Reads payouts and runs. */
@Injectable()
export class PayoutQueryService {
  constructor(
    private readonly payouts: PayoutRepository,
    private readonly cursors: Cursors,
  ) {}

  /** The caller's own payouts, or those of everybody. @throws Forbidden for another instructor's */
  async list(caller: Caller, query: PayoutListQuery): Promise<PayoutPageResponse> {
    const { status, limit } = query;
    const filter = {
      ...visibleTo(caller, query.instructorId),
      ...(status === undefined ? {} : { status }),
    };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.payouts.page(filter, limit, after);
    return this.cursors.toPage(page, query, filter, toPayoutResponse);
  }

  /** @throws PayoutNotFound when it is absent or another instructor's */
  async get(caller: Caller, id: string): Promise<PayoutResponse> {
    const payout = ownedBy(caller, await this.payouts.find(id), {
      owner: 'instructorId',
      orWith: Permission.payoutManage,
      notFound: PayoutNotFound,
    });
    return toPayoutResponse(payout);
  }

  async listRuns(query: PayoutRunListQuery): Promise<PayoutRunPageResponse> {
    const after = this.cursors.read(query.cursor, {});
    const page = await this.payouts.pageOfRuns(query.limit, after);
    return this.cursors.toPage(page, query, {}, toPayoutRunResponse);
  }

  /** @throws PayoutRunNotFound */
  async getRun(id: string): Promise<PayoutRunResponse> {
    const run = await this.payouts.findRun(id);
    if (!run) throw new PayoutRunNotFound();
    return toPayoutRunResponse(run);
  }
}

function visibleTo(caller: Caller, instructorId: string | undefined): { instructorId?: string } {
  if (caller.permissions.has(Permission.payoutManage)) return instructorId ? { instructorId } : {};
  if (instructorId !== undefined && instructorId !== caller.userId) {
    throw new Forbidden({ params: { permission: Permission.payoutManage } });
  }
  return { instructorId: caller.userId };
}
