import { domainError } from '@course-plateform/common/kernel';

export class WishlistItemNotFound extends domainError({
  code: 'wishlist.item_not_found',
  status: 404,
  title: 'Not on your wishlist',
}) {}

export class WishlistAlreadyOwned extends domainError({
  code: 'wishlist.already_owned',
  status: 409,
  title: 'Course already owned',
  detail: 'You already own this course.',
}) {}

export class WishlistOwnCourse extends domainError({
  code: 'wishlist.own_course',
  status: 409,
  title: 'Your own course',
  detail: 'Instructors already have access to their own courses.',
}) {}

export class WishlistNotForSale extends domainError({
  code: 'wishlist.not_for_sale',
  status: 422,
  title: 'Not for sale',
  detail: 'This course is not for sale.',
  remedy: 'Choose a course from the catalog.',
}) {}
