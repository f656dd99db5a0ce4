import { describeEnum } from '@course-plateform/types/platform';

/** The courses a coupon is for. */
export enum CouponScope {
  site = 'site',
  instructor = 'instructor',
  course = 'course',
}

describeEnum(CouponScope, {
  site: 'Every course; created by admins only',
  instructor: 'Every course of one instructor',
  course: 'One course',
});

/** Why a coupon cannot be used for a purchase. */
export enum CouponReason {
  notFound = 'not_found',
  inactive = 'inactive',
  notStarted = 'not_started',
  ended = 'ended',
  notForTheseCourses = 'not_for_these_courses',
  minimumNotReached = 'minimum_not_reached',
  firstPurchaseOnly = 'first_purchase_only',
  usedByYou = 'used_by_you',
  usedUp = 'used_up',
}

describeEnum(CouponReason, {
  not_found: 'There is no coupon with this code',
  inactive: 'It was deactivated',
  not_started: 'Its period has not started yet',
  ended: 'Its period has ended',
  not_for_these_courses: 'It covers none of the courses, or works in another currency',
  minimum_not_reached: 'The covered courses cost less than its minimum',
  first_purchase_only: 'It is for the first purchase only, and you have purchased before',
  used_by_you: 'You have used it as often as one user may',
  used_up: 'It has been used as often as it may be',
});

/** Where the use of a coupon by one order stands. */
export enum CouponUseStatus {
  /** The order is not paid yet. */
  held = 'held',
  committed = 'committed',
  /** The order ended without a payment, or was refunded: the use is available again. */
  released = 'released',
}
