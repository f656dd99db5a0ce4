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
import { QuizFeedback, type QuizSettings } from './quiz-settings';
import type { Quiz } from './quiz.entity';

const DAY_SECONDS = 86_400;

export class QuizSettingsDto {
  @IntegerField({
    min: 10,
    max: DAY_SECONDS,
    optional: true,
    nullable: true,
    example: 600,
    description: 'How long an attempt may take, in seconds; null, as in a new quiz, for no limit',
  })
  timeLimitSeconds?: number | null;

  @IntegerField({
    min: 1,
    max: 1000,
    optional: true,
    nullable: true,
    example: 3,
    description: 'How many attempts each learner has; null, as in a new quiz, for any number',
  })
  attemptsAllowed?: number | null;

  @IntegerField({
    min: 1,
    max: 100,
    example: 70,
    description: 'How much of the highest score passes, in percent',
  })
  passPercent!: number;

  @BooleanField({
    optional: true,
    description:
      'Whether each attempt has its questions and choices in an order of its own; not in a new quiz',
  })
  shuffle?: boolean;

  @EnumField(QuizFeedback, 'QuizFeedback', {
    optional: true,
    description: 'The feedback on single questions in a result; `questions` in a new quiz',
  })
  feedback?: QuizFeedback;
}

export class QuizSettingsUpdateDto extends PartialType(QuizSettingsDto, {
  skipNullProperties: false,
}) {}

export class QuizCreateDto {
  @IdField({ description: 'A course of yours' })
  courseId!: string;

  @TextField({ max: 120, example: 'HTML basics', description: 'As learners see it' })
  title!: string;

  @ObjectField(() => QuizSettingsDto, { description: 'How the quiz is taken and graded' })
  settings!: QuizSettingsDto;
}

export class QuizUpdateDto extends PartialType(PickType(QuizCreateDto, ['title']), {
  skipNullProperties: false,
}) {
  @ObjectField(() => QuizSettingsUpdateDto, {
    optional: true,
    description: 'How the quiz is taken and graded; what is left out stays',
  })
  settings?: QuizSettingsUpdateDto;
}

export class QuestionOrderDto {
  @IdListField({ maxItems: 1000, description: 'Every question exactly once, in the new order' })
  questionIds!: string[];
}

export class QuizSettingsResponse {
  @IntegerField({
    nullable: true,
    example: 600,
    description: 'How long an attempt may take, in seconds; null for no limit',
  })
  timeLimitSeconds!: number | null;

  @IntegerField({
    nullable: true,
    example: 3,
    description: 'How many attempts each learner has; null for any number',
  })
  attemptsAllowed!: number | null;

  @IntegerField({
    min: 1,
    max: 100,
    example: 70,
    description: 'How much of the highest score passes, in percent',
  })
  passPercent!: number;

  @BooleanField({
    description: 'Whether each attempt has its questions and choices in an order of its own',
  })
  shuffle!: boolean;

  @EnumField(QuizFeedback, 'QuizFeedback', {
    description: 'The feedback on single questions in a result',
  })
  feedback!: QuizFeedback;
}

/** A quiz as its author sees it, with the key. */
export class QuizResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The course the quiz belongs to' })
  courseId!: string;

  @TextField({ example: 'HTML basics', description: 'As learners will see it' })
  title!: string;

  @ObjectField(() => QuizSettingsResponse, { description: 'How the quiz is taken and graded' })
  settings!: QuizSettingsResponse;

  @ListField(() => AuthoredQuestionResponse, {
    description: 'All questions of the draft with their keys, in their order',
  })
  questions!: AuthoredQuestionResponse[];

  @IntegerField({
    min: 1,
    nullable: true,
    description: 'The number of the newest publication; null before the first',
  })
  publication!: number | null;

  @DateTimeField()
  createdAt!: string;

  @DateTimeField()
  updatedAt!: string;

  @IntegerField({
    min: 1,
    description:
      'Counts the changes of the quiz and all its questions; its `ETag`, and the value for `If-Match`',
  })
  version!: number;
}

export class QuizPublicationResponse {
  @IdField({ description: 'The quiz that was published' })
  quizId!: string;

  @IntegerField({ min: 1, description: 'Counts the publications of the quiz, from 1' })
  number!: number;

  @IntegerField({ min: 1, description: 'How many questions it has', example: 10 })
  questionCount!: number;

  @IntegerField({ min: 1, description: 'The points of all questions together', example: 12 })
  maxScore!: number;

  @DateTimeField({ description: 'When it was published' })
  publishedAt!: string;
}

/** The settings of a new quiz, with the usual ones where none are named. */
export function settingsOf(dto: QuizSettingsDto): QuizSettings {
  return {
    passPercent: dto.passPercent,
    timeLimitSeconds: dto.timeLimitSeconds ?? null,
    attemptsAllowed: dto.attemptsAllowed ?? null,
    shuffle: dto.shuffle ?? false,
    feedback: dto.feedback ?? QuizFeedback.questions,
  };
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
