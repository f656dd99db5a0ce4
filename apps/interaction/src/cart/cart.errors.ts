import { domainError } from '@course-plateform/common/kernel';

export class CartFull extends domainError({
  code: 'cart.full',
  status: 409,
  title: 'Cart full',
  detail: 'A cart holds {maximum, plural, one {# course} other {# courses}}.',
  example: { maximum: 50 },
  remedy: 'Remove a course from the cart, or buy what is in it.',
}) {}

export class CartAlreadyOwned extends domainError({
  code: 'cart.already_owned',
  status: 409,
  title: 'Course already owned',
  detail: 'You already own this course.',
}) {}

export class CartOwnCourse extends domainError({
  code: 'cart.own_course',
  status: 409,
  title: 'Your own course',
  detail: 'Instructors cannot buy their own courses.',
}) {}

export class CartNotForSale extends domainError({
  code: 'cart.not_for_sale',
  status: 422,
  title: 'Not for sale',
  detail: 'This course is not for sale.',
  remedy: 'Choose a course from the catalog.',
}) {}
