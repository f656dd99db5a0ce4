import { domainError } from '@course-plateform/common/kernel';

export class CategoryNotFound extends domainError({
  code: 'category.not_found',
  status: 404,
  title: 'Category not found',
}) {}

export class CategoryMoved extends domainError({
  code: 'category.moved',
  status: 301,
  title: 'Category moved',
  detail: 'The category now has the slug "{slug}".',
  example: { slug: 'web-development' },
  remedy: 'Follow the Location header, and use its address from now on.',
}) {}

export class CategoryParentNotFound extends domainError({
  code: 'category.parent_not_found',
  status: 422,
  title: 'Parent category not found',
  remedy: 'Choose another parent.',
}) {}

export class CategorySlugTaken extends domainError({
  code: 'category.slug_taken',
  status: 409,
  title: 'Slug already taken',
  detail: 'Another category beside this one has the slug "{slug}".',
  example: { slug: 'web-development' },
  remedy: 'Choose another slug.',
}) {}

export class CategoryCycle extends domainError({
  code: 'category.cycle',
  status: 422,
  title: 'Category below itself',
  remedy: 'Choose another parent.',
}) {}

export class CategoryTooDeep extends domainError({
  code: 'category.too_deep',
  status: 422,
  title: 'Category tree too deep',
  detail: 'The category tree has at most {depth, plural, one {# level} other {# levels}}.',
  example: { depth: 3 },
  remedy: 'Choose another parent.',
}) {}

export class CategoryInUse extends domainError({
  code: 'category.in_use',
  status: 409,
  title: 'Category in use',
  detail:
    'There {courses, plural, one {is # course} other {are # courses}} in this category and {children, plural, one {# category} other {# categories}} below it.',
  example: { courses: 1, children: 1 },
  remedy:
    'Move the courses and the categories below it first, or name a category that takes them in `reassignTo`.',
  extensions: { courses: { type: 'integer' }, children: { type: 'integer' } },
}) {}

export class CategoryLocaleUnsupported extends domainError({
  code: 'category.locale_unsupported',
  status: 422,
  title: 'Language not supported',
  detail: 'Categories are translated into {locales}.',
  example: { locales: 'ar, es, fr' },
  remedy:
    'Use one of these languages. The texts in the default language are those of the category itself.',
}) {}

export class CategoryTranslationNotFound extends domainError({
  code: 'category.translation_not_found',
  status: 404,
  title: 'Translation not found',
}) {}

export class ReassignTargetInvalid extends domainError({
  code: 'category.reassign_target_invalid',
  status: 422,
  title: 'Wrong category to reassign to',
  detail:
    '{reason, select, itself {A category cannot take over from itself.} below {A category below the deleted one cannot take over from it.} other {There is no category with this id.}}',
  example: { reason: 'below' },
  remedy: 'Choose another category.',
}) {}

const IDS = { type: 'array', items: { type: 'string', format: 'uuid' } } as const;

export class CategoryOrderInvalid extends domainError({
  code: 'category.order_invalid',
  status: 422,
  title: 'Incomplete order',
  detail:
    'The order leaves out {missing, plural, one {# category} other {# categories}}, names {unknown, plural, one {# category} other {# categories}} from elsewhere, and {doubled, plural, one {# category} other {# categories}} more than once.',
  example: { missing: 1, unknown: 0, doubled: 0 },
  remedy: 'Read the order again, and name each category exactly once.',
  extensions: { missing: IDS, unknown: IDS, doubled: IDS },
}) {}
