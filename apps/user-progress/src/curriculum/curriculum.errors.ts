import { domainError } from '@course-plateform/common/kernel';

export class CurriculumNotFound extends domainError({
  code: 'progress.curriculum_not_found',
  status: 404,
  title: 'No such publication',
  detail: 'The lessons of this publication are not known.',
}) {}
