import type { PostgresEntityManager } from '@course-plateform/common/persistence';
import { FixedClock, newId } from '@course-plateform/common/kernel';
import {
  type FakeUpstream,
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
import {
  type CourseIds,
  type CourseOwnerships,
  CourseStatus,
  courseOwnershipGetMany,
} from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import {
  type EnrollmentGet,
  type EnrollmentReply,
  EnrollmentStatus,
  enrollmentGet,
} from '@course-plateform/types/user-progress';
import { service } from '../src/app.module';
import type { AttemptResponse } from '../src/attempt/attempt.dto';
import type { OneChoiceAuthored, OneChoiceView } from '../src/question-kinds/one-choice';
import type { QuizResponse } from '../src/quiz/quiz.dto';

/** A quiz whose questions are all answered by one choice. */
export interface ChoiceQuiz extends QuizResponse {
  questions: OneChoiceAuthored[];
}

export interface ChoiceAttempt extends AttemptResponse {
  questions: OneChoiceView[];
}

export interface QuizFixture {
  readonly app: TestService;
  readonly clock: FixedClock;
  readonly author: TestUser;
  readonly ownerships: FakeUpstream<CourseIds, CourseOwnerships>;
  readonly enrollments: FakeUpstream<EnrollmentGet, EnrollmentReply>;
}

/** The quiz service where every course is one author's, and everybody is enrolled in it. */
export async function startQuiz(
  environment: Readonly<Record<string, string>> = {},
): Promise<QuizFixture> {
  const clock = new FixedClock(new Date());
  // The job runs only when it is told to.
  const app = await startTestService(service, {
    clock,
    environment: { ATTEMPT_JOB_INTERVAL_MS: '3600000', QUIZ_MAX_QUESTIONS: '4', ...environment },
  });
  const author = await app.user(Role.instructor);
  const ownerships = await app.upstreams.fake(courseOwnershipGetMany, ownedBy(author));
  const enrollments = await app.upstreams.fake(enrollmentGet, () => anEnrollment());
  return { app, clock, author, ownerships, enrollments };
}

export function ownedBy({ id: instructorId }: TestUser) {
  return ({ courseIds }: CourseIds): CourseOwnerships => ({
    courses: courseIds.map((courseId) => ({ courseId, instructorId, status: CourseStatus.draft })),
  });
}

export function anEnrollment(status = EnrollmentStatus.active): EnrollmentReply {
  return { enrollment: { enrollmentId: newId(), status, publication: 1, percent: 0 } };
}

/** Four choices, the second of them right. */
export function aSingleChoice(change: object = {}) {
  return {
    kind: 'single_choice',
    text: 'What does HTML stand for?',
    points: 2,
    choices: ['How To Make Lunch', 'HyperText Markup Language', 'A browser', 'Nothing'].map(
      (text, index) => ({ text, correct: index === 1 }),
    ),
    ...change,
  };
}

export function aTrueFalse(change: object = {}) {
  return { kind: 'true_false', text: 'HTML is a markup language.', correct: true, ...change };
}

/** Sends a request as a user; with the version that was read where one is needed. */
export function send(
  { app }: QuizFixture,
  method: 'get' | 'post' | 'put' | 'patch' | 'delete',
  path: string,
  { user, body, version }: { user: TestUser; body?: object; version?: number | undefined },
) {
  const request = app.http[method](`/api/v1${path}`).set({
    ...bearer(user),
    ...(method === 'post' ? { 'Idempotency-Key': newId() } : {}),
    ...(version === undefined ? {} : { 'If-Match': `"${version}"` }),
  });
  return body === undefined ? request : request.send(body);
}

/** A draft with these questions. */
export async function aQuiz(
  fixture: QuizFixture,
  settings: object = {},
  questions: object[] = [aSingleChoice(), aTrueFalse()],
): Promise<ChoiceQuiz> {
  const user = fixture.author;
  const body = {
    courseId: newId(),
    title: 'HTML basics',
    settings: { passPercent: 60, ...settings },
  };
  const created = await send(fixture, 'post', '/quizzes', { user, body }).expect(201);
  let quiz = created.body as ChoiceQuiz;
  for (const question of questions) {
    const path = `/quizzes/${quiz.id}/questions`;
    quiz = (await send(fixture, 'post', path, { user, body: question }).expect(201)).body;
  }
  return quiz;
}

export async function aPublishedQuiz(
  fixture: QuizFixture,
  settings: object = {},
  questions?: object[],
): Promise<ChoiceQuiz> {
  const quiz = await aQuiz(fixture, settings, questions);
  await send(fixture, 'post', `/quizzes/${quiz.id}/publications`, {
    user: fixture.author,
  }).expect(201);
  return quiz;
}

export function start(fixture: QuizFixture, user: TestUser, quizId: string) {
  return send(fixture, 'post', `/quizzes/${quizId}/attempts`, { user });
}

export async function started(
  fixture: QuizFixture,
  user: TestUser,
  quizId: string,
): Promise<ChoiceAttempt> {
  return (await start(fixture, user, quizId).expect(201)).body as ChoiceAttempt;
}

export function choose(
  fixture: QuizFixture,
  user: TestUser,
  attemptId: string,
  questionId: string,
  choiceId: string | null,
) {
  const path = `/attempts/${attemptId}/answers/${questionId}`;
  return send(fixture, 'put', path, { user, body: { choiceId } });
}

/** Answers the first questions of a quiz rightly and the others wrongly. */
export async function answered(
  fixture: QuizFixture,
  user: TestUser,
  attempt: ChoiceAttempt,
  quiz: ChoiceQuiz,
  right: number,
): Promise<void> {
  for (const [index, { id, choices }] of quiz.questions.entries()) {
    const choice = choices.find(({ correct }) => correct === index < right);
    await choose(fixture, user, attempt.id, id, choice?.id ?? null).expect(200);
  }
}

export function submit(fixture: QuizFixture, user: TestUser, attemptId: string) {
  return send(fixture, 'post', `/attempts/${attemptId}/submissions`, { user });
}

/** Stores rows as they are, by table: what an older version of the service has left. */
export async function insertRows(
  em: PostgresEntityManager,
  tables: Readonly<Record<string, readonly object[]>>,
): Promise<void> {
  for (const [table, rows] of Object.entries(tables)) {
    await em.execute(
      `insert into "${table}" select * from jsonb_populate_recordset(null::"${table}", ?::jsonb)`,
      [JSON.stringify(rows)],
    );
  }
}
