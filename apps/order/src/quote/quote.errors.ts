import { domainError } from '@course-plateform/common/kernel';

export class QuoteNotFound extends domainError({
  code: 'quote.not_found',
  status: 404,
  title: 'Quote not found',
}) {}

export class QuoteExpired extends domainError({
  code: 'quote.expired',
  status: 410,
  title: 'Quote expired',
  detail: 'The prices of this quote are no longer guaranteed.',
  remedy: 'Create a new quote; its prices may differ.',
}) {}

export class QuoteUsed extends domainError({
  code: 'quote.used',
  status: 409,
  title: 'Quote already used',
  detail: 'An order was already placed from this quote.',
  remedy: 'Read the order that was placed from it.',
  extensions: { orderId: { type: 'string', format: 'uuid' } },
}) {}

export class QuoteEmpty extends domainError({
  code: 'quote.empty',
  status: 422,
  title: 'Nothing to buy',
  detail: 'The cart is empty and the request names no courses.',
  remedy: 'Add a course to the cart, or name courses in the request.',
}) {}

export class QuoteNotForSale extends domainError({
  code: 'quote.not_for_sale',
  status: 422,
  title: 'Not for sale',
  detail: 'Some of the courses cannot be bought: {courses}.',
  example: { courses: 'Web Development' },
  remedy: 'Choose a course from the catalog.',
  extensions: { courseIds: { type: 'array', items: { type: 'string', format: 'uuid' } } },
}) {}

export class QuoteMixedCurrencies extends domainError({
  code: 'quote.mixed_currencies',
  status: 422,
  title: 'Several currencies',
  detail:
    'The courses are sold in several currencies ({currencies}). Buy them one currency at a time.',
  example: { currencies: 'EUR, USD' },
  remedy: 'Create one quote per currency.',
}) {}

export class QuoteOwnCourse extends domainError({
  code: 'quote.own_course',
  status: 409,
  title: 'Your own course',
  detail: 'Instructors cannot buy their own courses: {courses}.',
  example: { courses: 'Web Development' },
  remedy: 'Leave out your own course.',
  extensions: { courseIds: { type: 'array', items: { type: 'string', format: 'uuid' } } },
}) {}

export class OrderAlreadyOwned extends domainError({
  code: 'order.already_owned',
  status: 409,
  title: 'Course already owned',
  detail: 'You already own some of the courses: {courses}.',
  example: { courses: 'Web Development' },
  remedy:
    'Leave these courses out. One that you withdrew from can be resumed without paying again.',
  extensions: {
    courseIds: { type: 'array', items: { type: 'string', format: 'uuid' } },
    orderId: { type: 'string', format: 'uuid', optional: true },
  },
}) {}
