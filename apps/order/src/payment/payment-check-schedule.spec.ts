import { DAY_MS, FixedClock, MINUTE_MS } from '@course-plateform/common/kernel';
import type { OrderSettings } from '../env';
import { PaymentCheckSchedule } from './payment-check-schedule.service';

describe('the schedule of payment checks', () => {
  const REAL = new Date('2026-11-30T12:00:00.000Z');

  /** Minutes until the provider of a payment of some age is asked, with a test clock that is so far ahead. */
  function minutesAt(ageMinutes: number, aheadMs: number): number {
    const now = new Date(REAL.getTime() + aheadMs);
    const settings = { paymentCheckSeconds: 60 } as OrderSettings;
    const schedule = new PaymentCheckSchedule(new FixedClock(now), new FixedClock(REAL), settings);
    const createdAt = new Date(now.getTime() - ageMinutes * MINUTE_MS);
    return (schedule.next({ createdAt }).getTime() - REAL.getTime()) / MINUTE_MS;
  }

  it.each([
    ['in real time', 0],
    ['on a clock that is a month ahead', 30 * DAY_MS],
  ])('asks in the shortest interval at first, and every hour at last, %s', (_when, aheadMs) => {
    const minutes = [0, 1, 10, 60, 600].map((age) => minutesAt(age, aheadMs));
    expect(minutes).toEqual([1, 1, 10, 60, 60]);
  });
});
