import { domainError } from '@course-plateform/common/kernel';

export class MediaNotFound extends domainError({
  code: 'media.not_found',
  status: 404,
  title: 'Media not found',
}) {}

export class MediaTooLarge extends domainError({
  code: 'media.too_large',
  status: 413,
  title: 'File too large',
  detail: 'A file of this kind has at most {max, number} bytes.',
  example: { max: 10_485_760 },
  remedy: 'Send a smaller file. `GET /media-usage` lists the limits.',
}) {}

export class MediaQuotaExceeded extends domainError({
  code: 'media.quota_exceeded',
  status: 409,
  title: 'Storage quota exceeded',
  detail: 'Your files have at most {limit, number} bytes together, and {used, number} are used.',
  example: { limit: 53_687_091_200, used: 53_000_000_000 },
  remedy: 'Delete files that you no longer use.',
}) {}

export class MediaInUse extends domainError({
  code: 'media.in_use',
  status: 409,
  title: 'File in use',
  detail: 'Courses that learners have, or your drafts, contain this file.',
  remedy: 'Remove it from the drafts in `courseIds`. What was published with it keeps it.',
  extensions: { courseIds: { type: 'array', items: { type: 'string', format: 'uuid' } } },
}) {}

export class MediaUnusable extends domainError({
  code: 'media.unusable',
  status: 422,
  title: 'File cannot be used here',
  detail: 'There is no file {mediaId} of yours that is ready and one of: {kinds}.',
  example: { mediaId: '01890a5d-ac96-774b-bcce-b302099a8057', kinds: 'video' },
  remedy: 'Upload it, wait until its `status` is `ready`, and name its id.',
}) {}
