import { domainError } from '@course-plateform/common/kernel';

export class QuizNotFound extends domainError({
  code: 'quiz.not_found',
  status: 404,
  title: 'Quiz not found',
}) {}

export class QuizCourseNotFound extends domainError({
  code: 'quiz.course_not_found',
  status: 404,
  title: 'Course not found',
}) {}

export class QuizPublished extends domainError({
  code: 'quiz.published',
  status: 409,
  title: 'Quiz already published',
  detail: 'A quiz that was published cannot be deleted, because results depend on it.',
}) {}

export class QuizWithoutQuestions extends domainError({
  code: 'quiz.no_questions',
  status: 422,
  title: 'No questions',
  detail: 'A quiz needs at least one question before it is published.',
  remedy: 'Add a question, then publish.',
}) {}

export class QuizPassMarkUnreachable extends domainError({
  code: 'quiz.pass_mark_unreachable',
  status: 422,
  title: 'Pass mark out of reach',
  detail: 'The questions are worth no points, so the pass mark cannot be reached.',
  remedy: 'Give the questions points, or lower the pass mark.',
}) {}

export class QuizFull extends domainError({
  code: 'quiz.too_many_questions',
  status: 422,
  title: 'Too many questions',
  detail: 'A quiz has at most {limit, plural, one {# question} other {# questions}}.',
  example: { limit: 200 },
  remedy: 'Remove a question first, or create a second quiz.',
}) {}

export class QuestionNotFound extends domainError({
  code: 'quiz.question_not_found',
  status: 404,
  title: 'Question not found',
}) {}

export class QuestionOrderInvalid extends domainError({
  code: 'quiz.question_order_invalid',
  status: 422,
  title: 'Incomplete order',
  detail: 'Name every question of the quiz exactly once.',
}) {}
