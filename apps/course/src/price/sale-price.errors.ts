import { domainError } from '@course-plateform/common/kernel';

const SALES = {
  type: 'array',
  items: {
    type: 'object',
    properties: {
      id: { type: 'string', format: 'uuid' },
      startsAt: { type: 'string', example: '2026-03-28T23:00:00.000Z' },
      endsAt: { type: 'string', example: '2026-03-29T22:00:00.000Z' },
    },
  },
} as const;

export class SalePriceNotFound extends domainError({
  code: 'course.sale_not_found',
  status: 404,
  title: 'Sale price not found',
}) {}

export class SaleOverlap extends domainError({
  code: 'course.sale_overlap',
  status: 409,
  title: 'Sales overlap',
  detail: 'The course has another sale price from {startsAt} to {endsAt}.',
  example: { startsAt: '2026-03-28T23:00:00.000Z', endsAt: '2026-03-29T22:00:00.000Z' },
  remedy: 'Choose another time, or end the sale in the way first.',
  extensions: { sales: SALES },
}) {}

export class SaleOver extends domainError({
  code: 'course.sale_over',
  status: 409,
  title: 'Sale already over',
  detail: 'The sale ended at {endsAt} and stays for the record.',
  example: { endsAt: '2026-03-29T22:00:00.000Z' },
}) {}

export class SaleLimitReached extends domainError({
  code: 'course.sale_limit',
  status: 409,
  title: 'Too many planned sales',
  detail:
    'A course has at most {maximum, plural, one {# sale} other {# sales}} that run or are planned.',
  example: { maximum: 50 },
  remedy: 'Wait until one is over, or remove one.',
}) {}

export class SaleWindowInvalid extends domainError({
  code: 'course.sale_window_invalid',
  status: 422,
  title: 'Invalid time of a sale',
  detail:
    '{rule, select, end_before_start {A sale ends after it starts.} past {A sale starts now or later.} too_far {A sale starts within {maximum, plural, one {# day} other {# days}}.} too_short {A sale lasts at least {minimum, plural, one {# minute} other {# minutes}}.} other {A sale lasts at most {maximum, plural, one {# day} other {# days}}.}}',
  example: { rule: 'end_before_start' },
  remedy: 'Choose another start or end.',
}) {}

export class SalePriceInvalid extends domainError({
  code: 'course.sale_price_invalid',
  status: 422,
  title: 'Invalid sale price',
  detail:
    '{rule, select, currency {The list price is in {currency}, so the sale price is too.} no_room {A list price of {list, number} minor units leaves no room for a sale price.} other {At a list price of {list, number} minor units, a sale price is from {floor, number} to {ceiling, number}.}}',
  example: { rule: 'range', list: 1999, floor: 200, ceiling: 1899 },
  remedy: 'Choose another price.',
}) {}

export class PriceInSale extends domainError({
  code: 'course.price_in_sale',
  status: 409,
  title: 'Sale prices in the way',
  detail:
    'The list price does not allow {count, plural, one {# sale price that runs or is planned} other {# sale prices that run or are planned}}.',
  example: { count: 1 },
  remedy: 'End or remove the sales in the response first, or choose another list price.',
  extensions: { sales: SALES },
}) {}
