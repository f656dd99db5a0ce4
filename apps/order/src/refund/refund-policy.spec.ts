import { DAY_MS, newId } from '@course-plateform/common/kernel';
import { type RefundCircumstances, assess, remainderOf } from './refund-policy';

const POLICY = { refundWindowDays: 30, refundConsumedPercentMax: 30, refundsPerCourseMax: 1 };
const paidAt = new Date('2026-01-01T00:00:00Z');
const id = newId();
const line = { id, courseId: newId(), priceMinor: 1000, currency: 'USD', isRefunded: false };
const after = (days: number, ms = 0) => new Date(paidAt.getTime() + days * DAY_MS + ms);
const refund = (amountMinor: number, more: object = {}) => ({
  ...{ lineId: id, amountMinor, counts: true, isPending: false },
  ...more,
});
const circumstances = (more: Partial<RefundCircumstances> = {}): RefundCircumstances => ({
  paidAt,
  paidMinor: 1000,
  refunds: [],
  hasOpenRequest: false,
  consumedPercent: 0,
  earlierRefunds: 0,
  requestedAt: after(1),
  ...more,
});

describe('the refund policy', () => {
  it('allows a refund at the very end of the window and of the share', () => {
    const eligibility = assess(
      line,
      circumstances({ requestedAt: after(30), consumedPercent: 30 }),
      POLICY,
    );
    expect(eligibility).toEqual({
      lineId: id,
      courseId: line.courseId,
      eligible: true,
      refusals: [],
      windowDays: 30,
      windowEndsAt: '2026-01-31T00:00:00.000Z',
      consumedPercent: 30,
      consumedPercentMax: 30,
      earlierRefunds: 0,
      earlierRefundsMax: 1,
      refundable: { amountMinor: 1000, currency: 'USD' },
    });
  });

  it.each<[string, Partial<RefundCircumstances>, object, string[]]>([
    ['after the window', { requestedAt: after(30, 1) }, {}, ['window_over']],
    ['beyond the share', { consumedPercent: 30.01 }, {}, ['consumed_too_much']],
    ['of a course that was refunded before', { earlierRefunds: 1 }, {}, ['refunded_before']],
    ['while a request is open', { hasOpenRequest: true }, {}, ['request_open']],
    [
      'of what is refunded',
      { refunds: [refund(1000)] },
      { isRefunded: true },
      ['already_refunded'],
    ],
    [
      'of what is on its way back',
      { refunds: [refund(1000, { isPending: true })] },
      {},
      ['refund_pending'],
    ],
    ['of what is not paid', { paidAt: null, paidMinor: null }, {}, ['not_paid']],
    ['of what was free', {}, { priceMinor: 0 }, ['not_paid']],
    [
      'for several reasons at once',
      { requestedAt: after(99), consumedPercent: 100, earlierRefunds: 3 },
      {},
      ['window_over', 'consumed_too_much', 'refunded_before'],
    ],
  ])('refuses a refund %s', (_what, known, differences, refusals) => {
    const eligibility = assess({ ...line, ...differences }, circumstances(known), POLICY);
    expect(eligibility).toMatchObject({ eligible: false, refusals });
  });
});

describe('what remains of a line', () => {
  const rest = (known: Partial<RefundCircumstances>) =>
    remainderOf(line, circumstances(known)).amountMinor;

  it.each<[string, Partial<RefundCircumstances>, number]>([
    ['everything at first', {}, 1000],
    ['less after a part', { refunds: [refund(300)] }, 700],
    ['less while a part is on its way', { refunds: [refund(300, { isPending: true })] }, 700],
    ['everything after a failure', { refunds: [refund(300, { counts: false })] }, 1000],
    ['nothing without a payment', { paidMinor: null }, 0],
    [
      'no more than the payment has',
      { paidMinor: 1200, refunds: [refund(900, { lineId: 'x' })] },
      300,
    ],
    [
      'its price after refunds of other lines',
      { paidMinor: 5000, refunds: [refund(9, { lineId: 'x' })] },
      1000,
    ],
  ])('is %s', (_what, known, expected) => {
    expect(rest(known)).toBe(expected);
  });
});
