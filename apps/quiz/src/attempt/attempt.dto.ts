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
  @IdField()
  quizId!: string;

  @IdField()
  courseId!: string;

  @TextField({ example: 'HTML basics' })
  title!: string;

  @IntegerField({ min: 1 })
  questionCount!: number;

  @IntegerField({ min: 1 })
  maxScore!: number;

  @IntegerField({ min: 1, max: 100, example: 70 })
  passPercent!: number;

  @IntegerField({ nullable: true, example: 600 })
  timeLimitSeconds!: number | null;

  @IntegerField({ nullable: true, example: 3, description: 'Null: any number' })
  attemptsAllowed!: number | null;

  @IntegerField({ description: 'How many the learner has begun' })
  attemptsUsed!: number;

  @IdField({ nullable: true, description: 'The attempt that is under way' })
  openAttemptId!: string | null;

  @NumberField({ min: 0, max: 100, nullable: true, description: 'Null before the first result' })
  bestScorePercent!: number | null;

  @BooleanField({ description: 'Whether an attempt has passed' })
  passed!: boolean;
}

/** An attempt as its learner sees it: nothing in it tells what is right. */
export class AttemptResponse {
  @IdField()
  id!: string;

  @IdField()
  quizId!: string;

  @IdField()
  courseId!: string;

  @TextField({ example: 'HTML basics' })
  title!: string;

  @IntegerField({ min: 1, description: 'The how-many-th of this learner' })
  number!: number;

  @EnumField(AttemptStatus, 'AttemptStatus')
  status!: AttemptStatus;

  @ListField(() => QuestionResponse, { description: 'In the order of this attempt' })
  questions!: QuestionResponse[];

  @DateTimeField()
  startedAt!: string;

  @DateTimeField({ nullable: true, description: 'What is saved by then is submitted' })
  deadlineAt!: string | null;

  @DateTimeField({ nullable: true })
  submittedAt!: string | null;

  @IntegerField({ min: 1, description: 'The ETag of the attempt' })
  version!: number;
}

export class QuestionResultResponse {
  @IdField()
  questionId!: string;

  @BooleanField({ description: 'Whether it has earned all its points' })
  right!: boolean;

  @NumberField({ ...POINTS, description: 'At most two decimals; a part is rounded down' })
  points!: number;

  @IntegerField()
  maxPoints!: number;
}

export class AttemptResultResponse {
  @IdField()
  attemptId!: string;

  @IdField()
  quizId!: string;

  @NumberField({ ...POINTS, description: 'The points of all questions together' })
  score!: number;

  @IntegerField({ min: 1 })
  maxScore!: number;

  @NumberField({ min: 0, max: 100, example: 80 })
  scorePercent!: number;

  @IntegerField({ min: 1, max: 100, example: 70 })
  passPercent!: number;

  @BooleanField()
  passed!: boolean;

  @ListField(() => QuestionResultResponse, {
    description: 'In the order of the attempt; empty when the quiz tells the score only',
  })
  questions!: QuestionResultResponse[];

  @DateTimeField()
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
  const told = feedback === QuizFeedback.questions ? attempt.layout : [];
  return {
    attemptId: attempt.id,
    quizId: attempt.quizId,
    score: (attempt.scoreHundredths ?? 0) / 100,
    maxScore: publication.maxScore,
    scorePercent: attempt.scorePercent ?? 0,
    passPercent,
    passed: attempt.passed ?? false,
    questions: told.flatMap(({ questionId }) => {
      const grade = grades.get(questionId);
      if (!grade) return [];
      const { hundredths, maxPoints } = grade;
      const points = hundredths / 100;
      return { questionId, right: points === maxPoints, points, maxPoints };
    }),
    submittedAt: (attempt.submittedAt ?? attempt.updatedAt).toISOString(),
  };
}
