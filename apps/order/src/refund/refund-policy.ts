import { DAY_MS, Money, type MoneyValue } from '@course-plateform/common/kernel';
import { describeEnum } from '@course-plateform/types/platform';
import type { OrderLine } from '../order/order-line.entity';
import type { Refund } from './refund.entity';

/** Why the policy does not let a buyer have a refund. */
export enum RefundRefusal {
  notPaid = 'not_paid',
  alreadyRefunded = 'already_refunded',
  refundPending = 'refund_pending',
  requestOpen = 'request_open',
  windowOver = 'window_over',
  consumed = 'consumed_too_much',
  repeated = 'refunded_before',
}

describeEnum(RefundRefusal, {
  not_paid: 'Nothing was paid for it',
  already_refunded: 'Its money has gone back',
  refund_pending: 'The rest of its money is on its way back',
  request_open: 'A request for it waits for a decision',
  window_over: 'More than `windowDays` have passed since the payment',
  consumed_too_much: '`consumedPercent` is more than `consumedPercentMax`',
  refunded_before: '`earlierRefunds` for the same course are as many as a buyer may have',
});

/** The numbers of the policy. */
export interface RefundPolicy {
  readonly refundWindowDays: number;
  readonly refundConsumedPercentMax: number;
  readonly refundsPerCourseMax: number;
}

/** Money that went back for a line, or is on its way: by a refund or a dispute. */
export type ReturnedMoney = Pick<Refund, 'lineId' | 'amountMinor' | 'counts' | 'isPending'> & {
  /** The tax in it; left out for a dispute, which is about a price and states none. */
  readonly taxMinor?: number;
};

/** What is known of a line when the policy is applied. */
export interface RefundCircumstances {
  /** When the order was paid; null when it was not. */
  readonly paidAt: Date | null;
  /** The payment that paid the order; null for a free order. */
  readonly paidMinor: number | null;
  /** All refunds of the order. */
  readonly refunds: readonly ReturnedMoney[];
  readonly hasOpenRequest: boolean;
  readonly consumedPercent: number;
  readonly earlierRefunds: number;
  /** When the buyer requested; now, before asking. */
  readonly requestedAt: Date;
}

/** What the policy says of a line. */
export interface RefundAssessment {
  readonly lineId: string;
  readonly courseId: string;
  readonly eligible: boolean;
  readonly refusals: readonly RefundRefusal[];
  readonly windowDays: number;
  /** RFC 3339; null when nothing was paid. */
  readonly windowEndsAt: string | null;
  readonly consumedPercent: number;
  readonly consumedPercentMax: number;
  readonly earlierRefunds: number;
  readonly earlierRefundsMax: number;
  readonly refundable: MoneyValue;
}

/** What can still go back for a line: neither more than the line cost nor more than the payment brought. */
export function remainderOf(
  line: Pick<OrderLine, 'id' | 'priceMinor' | 'currency'>,
  { paidMinor, refunds }: Pick<RefundCircumstances, 'paidMinor' | 'refunds'>,
): Money {
  const counted = refunds.filter(({ counts }) => counts);
  const ofLine = sum(counted.filter(({ lineId }) => lineId === line.id));
  const rest = Math.min(line.priceMinor - ofLine, (paidMinor ?? 0) - sum(counted));
  return Money.of(Math.max(rest, 0), line.currency);
}

/** The one rule of who gets a refund: the same before asking, on asking and at the decision. */
export function assess(
  line: Pick<OrderLine, 'id' | 'courseId' | 'priceMinor' | 'currency' | 'isRefunded'>,
  circumstances: RefundCircumstances,
  policy: RefundPolicy,
): RefundAssessment {
  const windowEndsAt =
    circumstances.paidAt && windowEnd(circumstances.paidAt, policy.refundWindowDays);
  const refundable = remainderOf(line, circumstances);
  const isPending = circumstances.refunds.some((one) => one.lineId === line.id && one.isPending);
  const checks: readonly (readonly [RefundRefusal, boolean])[] = [
    [RefundRefusal.notPaid, circumstances.paidMinor === null || line.priceMinor === 0],
    [RefundRefusal.alreadyRefunded, line.isRefunded],
    [RefundRefusal.refundPending, refundable.isZero() && isPending],
    [RefundRefusal.requestOpen, circumstances.hasOpenRequest],
    [RefundRefusal.windowOver, windowEndsAt !== null && circumstances.requestedAt > windowEndsAt],
    [RefundRefusal.consumed, circumstances.consumedPercent > policy.refundConsumedPercentMax],
    [RefundRefusal.repeated, circumstances.earlierRefunds >= policy.refundsPerCourseMax],
  ];
  const refusals = checks.flatMap(([refusal, holds]) => (holds ? refusal : []));
  return {
    lineId: line.id,
    courseId: line.courseId,
    eligible: refusals.length === 0,
    refusals,
    windowDays: policy.refundWindowDays,
    windowEndsAt: windowEndsAt?.toISOString() ?? null,
    consumedPercent: circumstances.consumedPercent,
    consumedPercentMax: policy.refundConsumedPercentMax,
    earlierRefunds: circumstances.earlierRefunds,
    earlierRefundsMax: policy.refundsPerCourseMax,
    refundable: refundable.toJSON(),
  };
}

function windowEnd(paidAt: Date, days: number): Date {
  return new Date(paidAt.getTime() + days * DAY_MS);
}

function sum(refunds: readonly Pick<Refund, 'amountMinor'>[]): number {
  return refunds.reduce((total, { amountMinor }) => total + amountMinor, 0);
}
