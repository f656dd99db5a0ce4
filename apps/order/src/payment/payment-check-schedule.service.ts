import { Injectable } from '@nestjs/common';
import { Clock, HOUR_MS, RealClock, SECOND_MS } from '@course-plateform/common/kernel';
import { OrderSettings } from '../env';
import type { Payment } from './payment.entity';

const RAREST_MS = HOUR_MS;

/** When providers are asked about open payments. */
@Injectable()
export class PaymentCheckSchedule {
  constructor(
    private readonly clock: Clock,
    private readonly realClock: RealClock,
    private readonly settings: OrderSettings,
  ) {}

  /**
   * The next time, in real time. The older a payment is, the less often its provider is asked; its age is a matter of
   * domain time, in which it was created.
   */
  next({ createdAt }: Pick<Payment, 'createdAt'>): Date {
    const ageMs = this.clock.now().getTime() - createdAt.getTime();
    const shortestMs = this.settings.paymentCheckSeconds * SECOND_MS;
    const delayMs = Math.max(Math.min(ageMs, RAREST_MS), shortestMs);
    return new Date(this.realClock.now().getTime() + delayMs);
  }
}
