import { PartialType, PickType } from '@nestjs/swagger';
import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IdListField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';
import type { QuizReference } from '@course-plateform/types/quiz';
import { AuthoredQuestionResponse, toAuthoredQuestion } from '../question-kinds/question.dto';
import { maxScoreOf } from './max-score';
import type { QuizPublication } from './quiz-publication.entity';
import { QuizFeedback } from './quiz-settings';
import type { Quiz } from './quiz.entity';

const DAY_SECONDS = 86_400;

export class QuizSettingsDto {
  @IntegerField({
    min: 10,
    max: DAY_SECONDS,
    optional: true,
    nullable: true,
    example: 600,
    description: 'Null, the default of a new quiz: no limit',
  })
  timeLimitSeconds?: number | null;

  @IntegerField({
    min: 1,
    max: 1000,
    optional: true,
    nullable: true,
    example: 3,
    description: 'Null, the default of a new quiz: any number',
  })
  attemptsAllowed?: number | null;

  @IntegerField({ min: 1, max: 100, example: 70 })
  passPercent!: number;

  @BooleanField({ optional: true, description: 'Questions and choices in a new order each time' })
  shuffle?: boolean;

  @EnumField(QuizFeedback, 'QuizFeedback', {
    optional: true,
    description: 'Whether a result tells which questions were right, or the score only',
  })
  feedback?: QuizFeedback;
}

export class QuizSettingsUpdateDto extends PartialType(QuizSettingsDto, {
  skipNullProperties: false,
}) {}

export class QuizCreateDto {
  @IdField({ description: 'A course of yours' })
  courseId!: string;

  @TextField({ max: 120, example: 'HTML basics' })
  title!: string;

  @ObjectField(() => QuizSettingsDto)
  settings!: QuizSettingsDto;
}

export class QuizUpdateDto extends PartialType(PickType(QuizCreateDto, ['title']), {
  skipNullProperties: false,
}) {
  @ObjectField(() => QuizSettingsUpdateDto, { optional: true })
  settings?: QuizSettingsUpdateDto;
}

export class QuestionOrderDto {
  @IdListField({ maxItems: 1000, description: 'Every question exactly once' })
  questionIds!: string[];
}

export class QuizSettingsResponse {
  @IntegerField({ nullable: true, example: 600 })
  timeLimitSeconds!: number | null;

  @IntegerField({ nullable: true, example: 3 })
  attemptsAllowed!: number | null;

  @IntegerField({ min: 1, max: 100, example: 70 })
  passPercent!: number;

  @BooleanField()
  shuffle!: boolean;

  @EnumField(QuizFeedback, 'QuizFeedback')
  feedback!: QuizFeedback;
}

/** A quiz as its author sees it, with the key. */
export class QuizResponse {
  @IdField()
  id!: string;

  @IdField()
  courseId!: string;

  @TextField({ example: 'HTML basics' })
  title!: string;

  @ObjectField(() => QuizSettingsResponse)
  settings!: QuizSettingsResponse;

  @ListField(() => AuthoredQuestionResponse, { description: 'In their order' })
  questions!: AuthoredQuestionResponse[];

  @IntegerField({ min: 1, nullable: true, description: 'The newest one; null before the first' })
  publication!: number | null;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  updatedAt!: string;

  @IntegerField({ min: 1, description: 'The ETag of the quiz and all its questions' })
  version!: number;
}

export class QuizPublicationResponse {
  @IdField()
  quizId!: string;

  @IntegerField({ min: 1 })
  number!: number;

  @IntegerField({ min: 1 })
  questionCount!: number;

  @IntegerField({ min: 1 })
  maxScore!: number;

  @DateTimeField()
  publishedAt!: string;
}

export function toQuizResponse(quiz: Quiz): QuizResponse {
  return {
    id: quiz.id,
    courseId: quiz.courseId,
    title: quiz.title,
    settings: { ...quiz.settings },
    questions: quiz.questions.map(toAuthoredQuestion),
    publication: quiz.publication,
    createdAt: quiz.createdAt.toISOString(),
    updatedAt: quiz.updatedAt.toISOString(),
    version: quiz.version,
  };
}

export function toQuizPublicationResponse(publication: QuizPublication): QuizPublicationResponse {
  return {
    quizId: publication.quizId,
    number: publication.number,
    questionCount: publication.questions.length,
    maxScore: maxScoreOf(publication.questions),
    publishedAt: publication.publishedAt.toISOString(),
  };
}

/** What other services see of a quiz: as it was published last, or as it stands before. */
export function toQuizReference(quiz: Quiz): QuizReference {
  const { id, courseId, title, isPublished } = quiz;
  return { quizId: id, courseId, title, published: isPublished };
}
