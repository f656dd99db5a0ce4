import { domainError } from '@course-plateform/common/kernel';

export class PlaybackNotEntitled extends domainError({
  code: 'media.not_entitled',
  status: 403,
  title: 'Not enrolled',
  detail: 'Enroll in the course to play this file. Access ends with a refund or a withdrawal.',
}) {}

export class PlaybackGrantInvalid extends domainError({
  code: 'media.grant_invalid',
  status: 403,
  title: 'Playback grant invalid',
  detail: 'The address was changed, or was made for another file.',
  remedy: 'Use the addresses of `POST /media/{id}/playback-grants` as they are.',
}) {}

export class PlaybackGrantExpired extends domainError({
  code: 'media.grant_expired',
  status: 403,
  title: 'Playback grant expired',
  remedy: 'Get another grant and go on from the same position.',
}) {}

export class StreamFileNotFound extends domainError({
  code: 'media.stream_file_not_found',
  status: 404,
  title: 'File of the stream not found',
}) {}

export class RangeNotSatisfiable extends domainError({
  code: 'media.range_not_satisfiable',
  status: 416,
  title: 'Range not satisfiable',
  detail: 'The file has {size, number} bytes.',
  example: { size: 1_048_576 },
  remedy: 'Request bytes within the size that `Content-Range` says.',
}) {}
