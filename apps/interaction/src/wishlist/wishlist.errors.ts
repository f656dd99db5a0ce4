import { domainError } from '@course-plateform/common/kernel';

export class WishlistItemNotFound extends domainError({
  code: 'wishlist.item_not_found',
  status: 404,
  title: 'Not on your wishlist',
}) {}

export class WishlistAlreadyOwned extends domainError({
  code: 'wishlist.already_owned',
  status: 409,
  title: 'Already yours',
  detail: 'You have this course already.',
  remedy: 'Nothing: the course is yours.',
}) {}

export class WishlistOwnCourse extends domainError({
  code: 'wishlist.own_course',
  status: 409,
  title: 'Your own course',
  detail: 'Instructors have their own courses already.',
  remedy: 'Leave out your own course.',
}) {}

export class WishlistNotForSale extends domainError({
  code: 'wishlist.not_for_sale',
  status: 422,
  title: 'Not for sale',
  detail: 'There is no such course to wish for.',
  remedy: 'Choose a course from the catalog.',
}) {}
