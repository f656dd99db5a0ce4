import { domainError } from '@course-plateform/common/kernel';

export class AvatarNotFound extends domainError({
  code: 'avatar.not_found',
  status: 404,
  title: 'No such picture',
}) {}

export class AvatarTypeUnsupported extends domainError({
  code: 'avatar.type_unsupported',
  status: 415,
  title: 'Not a picture',
  detail: 'The content is not a JPEG, PNG, WebP or GIF image, whatever its type is said to be.',
  remedy: 'Send a picture in one of these formats.',
}) {}

export class AvatarUnreadable extends domainError({
  code: 'avatar.unreadable',
  status: 422,
  title: 'Picture not readable',
  detail: 'The picture is damaged or incomplete.',
  remedy: 'Open it, save it anew, and send that.',
}) {}

export class AvatarTooManyPixels extends domainError({
  code: 'avatar.too_many_pixels',
  status: 422,
  title: 'Too many pixels',
  detail: 'The picture has more than {max, number} million pixels.',
  remedy: 'Send a smaller one: it is shown with 512 × 512 pixels.',
}) {}
