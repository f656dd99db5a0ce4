import { domainError } from '@course-plateform/common/kernel';

export class LinkNotAllowed extends domainError({
  code: 'course.link_not_allowed',
  status: 422,
  title: 'Link not allowed',
  detail: 'Lessons link by https to pages of these hosts: {hosts}.',
  example: { hosts: 'youtube.com, vimeo.com' },
}) {}
