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
