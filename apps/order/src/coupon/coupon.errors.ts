import { defineMessage, domainError, fieldError } from '@course-plateform/common/kernel';
import { CouponReason } from './coupon.state';

export class CouponNotFound extends domainError({
  code: 'coupon.not_found',
  status: 404,
  title: 'Coupon not found',
}) {}

export class CouponCourseNotFound extends domainError({
  code: 'coupon.course_not_found',
  status: 404,
  title: 'Course not found',
}) {}

export class CouponCodeTaken extends domainError({
  code: 'coupon.code_taken',
  status: 409,
  title: 'Coupon code already taken',
  detail: 'There is already a coupon with this code, however it is capitalized.',
  remedy: 'Choose another code.',
}) {}

export class CouponQuotaReached extends domainError({
  code: 'coupon.quota_reached',
  status: 409,
  title: 'Too many coupons this month',
  detail:
    '{limit, plural, one {At most # coupon} other {At most # coupons}} can be created for a course in a month.',
  example: { limit: 30 },
  remedy: 'Wait for the next month, or ask an admin.',
}) {}

export class CouponInvalid extends domainError({
  code: 'coupon.invalid',
  status: 422,
  title: 'Invalid coupon',
  detail: 'The fields of the coupon do not go together.',
}) {}

const ENDS_TOO_EARLY = defineMessage('coupon.ends_too_early', 'must be after the start');
const MIXED_CURRENCIES = defineMessage(
  'coupon.mixed_currencies',
  'must be in the currency of the discount, {currency}',
);

export function couponEndsTooEarly(): CouponInvalid {
  return new CouponInvalid({ errors: [fieldError('/endsAt', ENDS_TOO_EARLY)] });
}

/** @param currency of the discount */
export function couponMixedCurrencies(currency: string): CouponInvalid {
  return new CouponInvalid({
    errors: [fieldError('/minimumSpend/currency', MIXED_CURRENCIES, { currency })],
  });
}

const REASON = { reason: { type: 'string', example: CouponReason.usedUp } } as const;

/** The reason as a sentence; the wording of both errors below. */
const SENTENCE =
  '{reason, select, not_found {There is no coupon with this code.} inactive {The coupon was deactivated.} not_started {The coupon cannot be used yet.} ended {The coupon has ended.} not_for_these_courses {The coupon covers none of these courses.} minimum_not_reached {These courses cost less than the minimum of the coupon.} first_purchase_only {The coupon is for a first purchase only.} used_by_you {You have used the coupon as often as you may.} other {The coupon is used up.}}';

export class CouponNotUsable extends domainError({
  code: 'coupon.not_usable',
  status: 422,
  title: 'Coupon not usable',
  detail: SENTENCE,
  example: { reason: CouponReason.ended },
  remedy: 'Leave the coupon out, or use another one.',
  extensions: REASON,
}) {}

export class CouponLost extends domainError({
  code: 'coupon.lost',
  status: 422,
  title: 'Coupon no longer usable',
  detail: SENTENCE,
  example: { reason: CouponReason.usedUp },
  remedy: 'Create a new quote without the coupon; its price is higher.',
  extensions: REASON,
}) {}

export function couponNotUsable(reason: CouponReason): CouponNotUsable {
  return new CouponNotUsable({ params: { reason }, extensions: { reason } });
}

export function couponLost(reason: CouponReason): CouponLost {
  return new CouponLost({ params: { reason }, extensions: { reason } });
}
