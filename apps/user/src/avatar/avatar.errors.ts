import { domainError } from '@course-plateform/common/kernel';

export class AvatarNotFound extends domainError({
  code: 'avatar.not_found',
  status: 404,
  title: 'Avatar not found',
}) {}

export class AvatarTypeUnsupported extends domainError({
  code: 'avatar.type_unsupported',
  status: 415,
  title: 'Unsupported image format',
  detail: 'The content is not a JPEG, PNG, WebP or GIF image, whatever its media type says.',
  remedy: 'Send an image in one of these formats.',
}) {}

export class AvatarUnreadable extends domainError({
  code: 'avatar.unreadable',
  status: 422,
  title: 'Image not readable',
  detail: 'The image is damaged or incomplete.',
  remedy: 'Open it, save it again, and send that.',
}) {}

export class AvatarTooManyPixels extends domainError({
  code: 'avatar.too_many_pixels',
  status: 422,
  title: 'Too many pixels',
  detail: 'The image has more than {max, number} million pixels.',
  example: { max: 25 },
  remedy: 'Send a smaller image: it is displayed at 512 × 512 pixels.',
}) {}
