import { Injectable } from '@nestjs/common';
import { Clock, DAY_MS, SECOND_MS } from '@course-plateform/common/kernel';
import { OrderSettings } from '../env';
import type { Order } from '../order/order.entity';

/** Lines that agree are compared ever less often, and at least so often. */
const RAREST_MS = 30 * DAY_MS;

/** When lines are compared with the access that is given for them. */
@Injectable()
export class LineCheckSchedule {
  constructor(
    private readonly clock: Clock,
    private readonly settings: OrderSettings,
  ) {}

  /** What was to be compared by then has had the time that a grant takes. */
  get dueBy(): Date {
    const patienceMs = this.settings.reconciliationPatienceSeconds * SECOND_MS;
    return new Date(this.clock.now().getTime() - patienceMs);
  }

  /** The next time for a line that agrees: the older its order is, the less often. */
  next({ createdAt }: Pick<Order, 'createdAt'>): Date {
    const now = this.clock.now().getTime();
    return new Date(now + Math.min(now - createdAt.getTime(), RAREST_MS));
  }
}
