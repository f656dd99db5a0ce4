import { domainError } from '@course-plateform/common/kernel';

export class ArchiveUnreadable extends domainError({
  code: 'course_import.archive_unreadable',
  status: 422,
  title: 'Not a whole archive',
  detail: 'The body is no ZIP archive, or a part of it is missing or damaged.',
  remedy: 'Send the archive again as `GET /courses/{id}/exports` has sent it.',
}) {}

export class ArchiveUnsafe extends domainError({
  code: 'course_import.archive_unsafe',
  status: 422,
  title: 'Archive refused',
  detail:
    'The entry {entry} of the archive {reason, select, name {has a name that archives of courses do not have} repeated {is there twice} link {is no plain file} encrypted {is encrypted} method {is compressed in a way that is not known here} size {has another size than the archive says} ratio {is compressed more than files of courses are} other {shares its bytes with another one}}. Nothing was imported.',
  example: { entry: '../../x', reason: 'name' },
  remedy: 'Make the archive anew, with the entries that the guide lists.',
  extensions: {
    entry: { type: 'string', example: '../../x' },
    reason: { type: 'string', example: 'name' },
  },
}) {}

export class ArchiveTooLarge extends domainError({
  code: 'course_import.archive_too_large',
  status: 413,
  title: 'Archive too large',
  detail:
    '{unit, select, entries {An archive has at most {max, number} entries.} other {An archive has at most {max, number} bytes, also when it is unpacked.}}',
  example: { max: 10_737_418_240, unit: 'bytes' },
}) {}

export class CourseImportInvalid extends domainError({
  code: 'course_import.invalid',
  status: 422,
  title: 'Course cannot be imported',
  detail:
    'Something in the archive is not valid; see errors, whose pointers lead into `course.json`. Nothing was imported.',
  remedy: 'Import it with `dryRun=true` until there is no error left.',
  extensions: { errorsLeftOut: { type: 'integer', optional: true } },
}) {}

export class CourseImportBusy extends domainError({
  code: 'course_import.busy',
  status: 503,
  title: 'Too many imports at a time',
  detail: 'Other archives are being imported. Nothing was imported.',
  remedy: 'Try again after as many seconds as Retry-After says.',
}) {}

export class CourseImportTimedOut extends domainError({
  code: 'course_import.timed_out',
  status: 503,
  title: 'Files not processed in time',
  detail: 'The files of the archive were not processed in time. Nothing was imported.',
  remedy: 'Try again when fewer files are being processed.',
}) {}
