import { domainError } from '@course-plateform/common/kernel';

export class CategoryNotFound extends domainError({
  code: 'category.not_found',
  status: 404,
  title: 'No such category',
}) {}

export class CategoryParentNotFound extends domainError({
  code: 'category.parent_not_found',
  status: 422,
  title: 'No such parent category',
}) {}

export class CategorySlugTaken extends domainError({
  code: 'category.slug_taken',
  status: 409,
  title: 'Slug already taken',
  detail: 'Another category beside this one has the slug "{slug}".',
}) {}

export class CategoryCycle extends domainError({
  code: 'category.cycle',
  status: 422,
  title: 'A category cannot be below itself',
}) {}

export class CategoryTooDeep extends domainError({
  code: 'category.too_deep',
  status: 422,
  title: 'Too deep',
  detail: 'The category tree has at most {depth} levels.',
}) {}

export class CategoryInUse extends domainError({
  code: 'category.in_use',
  status: 409,
  title: 'Category in use',
  detail: 'There are {courses} courses in this category and {children} categories below it.',
}) {}
