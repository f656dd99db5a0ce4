import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Logger } from '@course-plateform/common/observability';
import { forkOf } from '@course-plateform/common/persistence';
import { RpcClient, UpstreamUnavailable } from '@course-plateform/common/rpc';
import { enrollmentGetGrants } from '@course-plateform/types/user-progress';
import { OrderLine } from '../order/order-line.entity';
import { OrderLineStatus } from '../order/order.state';
import { ReconciliationFinding } from '../finding/finding.entity';
import { LineCheckSchedule } from './line-check-schedule.service';
import { type LineAccess, LineRepair } from './line-repair.service';

/** Lines of one request to the user-progress service. */
const BATCH = 100;
/** Requests of one run. */
const BATCHES = 10;

/** Of no lines. */
const NOTHING: ReadonlySet<string> = new Set();

const GIVES_ACCESS: readonly OrderLineStatus[] = [OrderLineStatus.paid, OrderLineStatus.fulfilled];

/** Compares the lines that are due with the access that the user-progress service gives for them. */
@Injectable()
export class LineChecks {
  constructor(
    private readonly em: EntityManager,
    private readonly rpc: RpcClient,
    private readonly repair: LineRepair,
    private readonly schedule: LineCheckSchedule,
    private readonly logger: Logger,
  ) {}

  async run(): Promise<void> {
    for (let batch = 0; batch < BATCHES; batch += 1) {
      const due = await this.due();
      const granted = due.length > 0 ? await this.granted(due) : NOTHING;
      if (!granted) return this.checkPaid();
      await this.compare(due, granted);
      if (due.length < BATCH) return;
    }
  }

  /** The longest overdue first. */
  private due(where: { readonly status?: OrderLineStatus } = {}): Promise<OrderLine[]> {
    return forkOf(this.em).find(
      OrderLine,
      { ...where, checkAt: { $lte: this.schedule.dueBy } },
      { orderBy: { checkAt: 'asc' }, limit: BATCH, populate: ['order'] },
    );
  }

  /** While the user-progress service is unavailable, what waits for it is missing all the same. */
  private async checkPaid(): Promise<void> {
    for (const line of await this.due({ status: OrderLineStatus.paid })) {
      await this.check(line, 'unknown');
    }
  }

  private async compare(lines: readonly OrderLine[], granted: ReadonlySet<string>): Promise<void> {
    const known = await this.withFindings(lines);
    for (const line of lines) {
      const access = granted.has(line.id) ? 'granted' : 'none';
      if (agrees(line, access) && !known.has(line.id)) {
        await this.checkAgain(line, access);
      } else await this.check(line, access);
    }
  }

  /** One that fails is tried again by the next run, and keeps no other waiting. */
  private async check(line: OrderLine, access: LineAccess): Promise<void> {
    try {
      await this.repair.check(line, access);
    } catch (error) {
      this.logger.warn({ err: error, line: line.id }, 'line could not be compared');
    }
  }

  /** Undefined while the user-progress service is unavailable. */
  private async granted(lines: readonly OrderLine[]): Promise<ReadonlySet<string> | undefined> {
    try {
      const request = { orderLineIds: lines.map(({ id }) => id) };
      const { orderLineIds } = await this.rpc.request(enrollmentGetGrants, request);
      return new Set(orderLineIds);
    } catch (error) {
      if (error instanceof UpstreamUnavailable) return undefined;
      throw error;
    }
  }

  private async withFindings(lines: readonly OrderLine[]): Promise<ReadonlySet<string | null>> {
    const aboutId = { $in: lines.map(({ id }) => id) };
    const open = await forkOf(this.em).find(ReconciliationFinding, { aboutId, closedAt: null });
    return new Set(open.map((finding) => finding.aboutId));
  }

  /** What gives no access and shall give none is done with. */
  private async checkAgain({ id, status, order }: OrderLine, access: LineAccess): Promise<void> {
    const checkAt = access === 'none' ? null : this.schedule.next(order);
    await forkOf(this.em).nativeUpdate(OrderLine, { id, status }, { checkAt });
  }
}

/** Whether a line and its access go together. A line that waits for its grant does so only for a while. */
function agrees({ status }: OrderLine, access: LineAccess): boolean {
  if (status === OrderLineStatus.paid) return false;
  return GIVES_ACCESS.includes(status) === (access === 'granted');
}
