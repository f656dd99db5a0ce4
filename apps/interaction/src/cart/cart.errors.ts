import { domainError } from '@course-plateform/common/kernel';

export class CartFull extends domainError({
  code: 'cart.full',
  status: 409,
  title: 'Cart full',
  detail: 'A cart holds {maximum, plural, one {# course} other {# courses}}.',
  remedy: 'Take a course out of the cart, or buy what is in it.',
}) {}

export class CartAlreadyOwned extends domainError({
  code: 'cart.already_owned',
  status: 409,
  title: 'Already yours',
  detail: 'You have this course already.',
  remedy: 'Nothing: the course is yours.',
}) {}

export class CartOwnCourse extends domainError({
  code: 'cart.own_course',
  status: 409,
  title: 'Your own course',
  detail: 'Instructors cannot buy their own courses.',
  remedy: 'Leave out your own course.',
}) {}

export class CartNotForSale extends domainError({
  code: 'cart.not_for_sale',
  status: 422,
  title: 'Not for sale',
  detail: 'There is no such course to buy.',
  remedy: 'Choose a course from the catalog.',
}) {}
