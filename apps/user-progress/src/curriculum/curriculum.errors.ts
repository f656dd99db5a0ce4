import { domainError } from '@course-plateform/common/kernel';

export class CurriculumNotFound extends domainError({
  code: 'progress.curriculum_not_found',
  status: 404,
  title: 'Publication not found',
  detail: 'The curriculum of this publication is unknown.',
}) {}
