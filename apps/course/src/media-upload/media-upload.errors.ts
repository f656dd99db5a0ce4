import { domainError } from '@course-plateform/common/kernel';

export class UploadNotFound extends domainError({
  code: 'media_upload.not_found',
  status: 404,
  title: 'Upload not found',
  detail: 'There is no such upload, or it took too long.',
  remedy: 'Begin a new upload.',
}) {}

export class UploadVersionUnsupported extends domainError({
  code: 'media_upload.version_unsupported',
  status: 412,
  title: 'Protocol version not supported',
  detail: 'Send the header Tus-Resumable: 1.0.0.',
}) {}

export class UploadHeaderInvalid extends domainError({
  code: 'media_upload.header_invalid',
  status: 400,
  title: 'Invalid upload header',
  detail:
    'A header of the upload is missing or malformed: Upload-Length for a new one, Upload-Offset for a part, and Upload-Metadata as pairs of a name and a Base64 value.',
  remedy: 'Use a client for tus 1.0, such as tus-js-client.',
}) {}

export class UploadOffsetConflict extends domainError({
  code: 'media_upload.offset_conflict',
  status: 409,
  title: 'Wrong upload offset',
  detail: 'More or less has arrived than Upload-Offset says.',
  remedy: 'Ask how much has arrived with a HEAD request, and go on from there.',
}) {}

export class UploadLocked extends domainError({
  code: 'media_upload.locked',
  status: 423,
  title: 'Upload in use',
  detail: 'Another request writes to the upload.',
  remedy: 'Try again after some seconds.',
}) {}

export class UploadTooLong extends domainError({
  code: 'media_upload.too_long',
  status: 413,
  title: 'More than announced',
  detail: 'The part is longer than what is missing of the upload.',
}) {}

export class UploadIncomplete extends domainError({
  code: 'media_upload.incomplete',
  status: 400,
  title: 'Incomplete form',
  detail: 'The form has no file, ends too early, or is malformed.',
}) {}

export class UploadLengthRequired extends domainError({
  code: 'media_upload.length_required',
  status: 411,
  title: 'Content-Length required',
  detail: 'Send the length of the body, so that room can be set aside for it.',
  remedy: 'Send the form with its length, as browsers do, or use a resumable upload.',
}) {}
