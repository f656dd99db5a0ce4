import {
  BooleanField,
  DateTimeField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  NumberField,
  TextField,
} from '@course-plateform/types/platform';
import { QuestionResponse, toQuestionResponse } from '../question-kinds/question.dto';
import type { QuizPublication } from '../quiz/quiz-publication.entity';
import { QuizFeedback } from '../quiz/quiz-settings';
import { type Attempt, AttemptStatus } from './attempt.entity';

const POINTS = { min: 0, max: 100_000, example: 2.5 };

export class QuizSummaryResponse {
  @IdField({ description: 'The quiz' })
  quizId!: string;

  @IdField({ description: 'The course the quiz belongs to' })
  courseId!: string;

  @TextField({ example: 'HTML basics', description: 'As in the newest publication' })
  title!: string;

  @IntegerField({ min: 1, description: 'How many questions an attempt has', example: 10 })
  questionCount!: number;

  @IntegerField({ min: 1, description: 'The points of all questions together', example: 12 })
  maxScore!: number;

  @IntegerField({
    min: 1,
    max: 100,
    example: 70,
    description: 'How much of `maxScore` passes, in percent',
  })
  passPercent!: number;

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

  @IntegerField({ description: 'How many attempts you have started', example: 1 })
  attemptsUsed!: number;

  @IdField({ nullable: true, description: 'Your attempt in progress; null when there is none' })
  openAttemptId!: string | null;

  @NumberField({
    min: 0,
    max: 100,
    nullable: true,
    description: 'Your best result in percent, 0–100; null before the first',
    example: 80,
  })
  bestScorePercent!: number | null;

  @BooleanField({ description: 'Whether one of your attempts has passed' })
  passed!: boolean;
}

/** An attempt as its learner sees it: nothing in it tells what is right. */
export class AttemptResponse {
  @IdField()
  id!: string;

  @IdField({ description: 'The quiz that is taken' })
  quizId!: string;

  @IdField({ description: 'The course the quiz belongs to' })
  courseId!: string;

  @TextField({
    example: 'HTML basics',
    description: 'The title of the quiz in the publication of this attempt',
  })
  title!: string;

  @IntegerField({ min: 1, description: 'Counts the attempts of this learner at this quiz, from 1' })
  number!: number;

  @EnumField(AttemptStatus, 'AttemptStatus', { description: 'Whether answers are still taken' })
  status!: AttemptStatus;

  @ListField(() => QuestionResponse, {
    description: 'In the order of this attempt, with the answers saved so far',
  })
  questions!: QuestionResponse[];

  @DateTimeField({ description: 'When the learner started it' })
  startedAt!: string;

  @DateTimeField({
    nullable: true,
    description: 'What is saved by then is submitted; null without a time limit',
    example: '2026-01-31T12:10:00.000Z',
  })
  deadlineAt!: string | null;

  @DateTimeField({
    nullable: true,
    description:
      'When it was submitted, by the learner or at the deadline; null while it is in progress',
    example: '2026-01-31T12:08:30.000Z',
  })
  submittedAt!: string | null;

  @IntegerField({
    min: 1,
    description: 'Counts the changes; its `ETag`, and the value for `If-Match`',
  })
  version!: number;
}

export class QuestionResultResponse {
  @IdField({ description: 'The question' })
  questionId!: string;

  @BooleanField({ description: 'Whether the answer has earned all points of the question' })
  right!: boolean;

  @NumberField({
    ...POINTS,
    description: 'The points earned, at most two decimals; a part is rounded down',
  })
  points!: number;

  @IntegerField({ description: 'What the question is worth', example: 3 })
  maxPoints!: number;
}

export class AttemptResultResponse {
  @IdField({ description: 'The attempt that was graded' })
  attemptId!: string;

  @IdField({ description: 'The quiz that was taken' })
  quizId!: string;

  @NumberField({ ...POINTS, description: 'The points earned with all questions together' })
  score!: number;

  @IntegerField({ min: 1, description: 'The points of all questions together', example: 3 })
  maxScore!: number;

  @NumberField({
    min: 0,
    max: 100,
    example: 83.33,
    description: '`score` in percent of `maxScore`, 0–100',
  })
  scorePercent!: number;

  @IntegerField({
    min: 1,
    max: 100,
    example: 70,
    description: 'How much of `maxScore` passes, in percent',
  })
  passPercent!: number;

  @BooleanField({ description: 'Whether `scorePercent` reaches `passPercent`' })
  passed!: boolean;

  @ListField(() => QuestionResultResponse, {
    description: 'In the order of the attempt; empty when the feedback of the quiz is `score`',
  })
  questions!: QuestionResultResponse[];

  @DateTimeField({ description: 'When it was submitted, by the learner or at the deadline' })
  submittedAt!: string;
}

/** @param attempts all of the learner at this quiz */
export function toQuizSummary(
  publication: QuizPublication,
  attempts: readonly Attempt[],
): QuizSummaryResponse {
  const { passPercent, timeLimitSeconds, attemptsAllowed } = publication.settings;
  const scores = attempts.flatMap(({ scorePercent }) => scorePercent ?? []);
  return {
    quizId: publication.quizId,
    courseId: publication.courseId,
    title: publication.title,
    questionCount: publication.questions.length,
    maxScore: publication.maxScore,
    passPercent,
    timeLimitSeconds,
    attemptsAllowed,
    attemptsUsed: attempts.length,
    openAttemptId: attempts.find(({ isOpen }) => isOpen)?.id ?? null,
    bestScorePercent: scores.length === 0 ? null : Math.max(...scores),
    passed: attempts.some(({ passed }) => passed === true),
  };
}

export function toAttemptResponse(attempt: Attempt, publication: QuizPublication): AttemptResponse {
  return {
    id: attempt.id,
    quizId: attempt.quizId,
    courseId: attempt.courseId,
    title: publication.title,
    number: attempt.number,
    status: attempt.status,
    questions: attempt.layout.flatMap(({ questionId, order }) => {
      const question = publication.question(questionId);
      return question ? toQuestionResponse(question, order, attempt.answers[questionId]) : [];
    }),
    startedAt: attempt.createdAt.toISOString(),
    deadlineAt: attempt.deadlineAt?.toISOString() ?? null,
    submittedAt: attempt.submittedAt?.toISOString() ?? null,
    version: attempt.version,
  };
}

/** @param attempt a submitted one */
export function toAttemptResult(
  attempt: Attempt,
  publication: QuizPublication,
): AttemptResultResponse {
  const { passPercent, feedback } = publication.settings;
  const grades = new Map((attempt.grades ?? []).map((grade) => [grade.questionId, grade]));
  const reported = feedback === QuizFeedback.questions ? attempt.layout : [];
  return {
    attemptId: attempt.id,
    quizId: attempt.quizId,
    score: (attempt.scoreHundredths ?? 0) / 100,
    maxScore: publication.maxScore,
    scorePercent: attempt.scorePercent ?? 0,
    passPercent,
    passed: attempt.passed ?? false,
    questions: reported.flatMap(({ questionId }) => {
      const grade = grades.get(questionId);
      if (!grade) return [];
      const { hundredths, maxPoints } = grade;
      const points = hundredths / 100;
      return { questionId, right: points === maxPoints, points, maxPoints };
    }),
    submittedAt: (attempt.submittedAt ?? attempt.updatedAt).toISOString(),
  };
}
