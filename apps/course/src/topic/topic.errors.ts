import { domainError } from '@course-plateform/common/kernel';

export class TopicNotFound extends domainError({
  code: 'topic.not_found',
  status: 404,
  title: 'Topic not found',
}) {}

export class TopicNameTaken extends domainError({
  code: 'topic.name_taken',
  status: 409,
  title: 'Topic name already taken',
  detail: 'Another topic has this name or one of these synonyms.',
  remedy: 'Leave it out, or take it away from the other topic first.',
}) {}
