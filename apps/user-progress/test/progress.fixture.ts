import { type Clock, DAY_MS, SECOND_MS, newId } from '@course-plateform/common/kernel';
import {
  type FakeUpstream,
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
import {
  type CourseCurriculumGet,
  type CourseCurriculumReply,
  type CourseIds,
  type CourseOffers,
  type CourseOwnerships,
  CourseStatus,
  courseCurriculumGet,
  courseOfferGetMany,
  courseOwnershipGetMany,
} from '@course-plateform/types/course';
import { type OrderEventLine, type OrderEvent, orderPaid } from '@course-plateform/types/order';
import { quizAttemptPassed } from '@course-plateform/types/quiz';
import { enrollmentGranted } from '@course-plateform/types/user-progress';
import { service } from '../src/app.module';
import type { EnrollmentResponse } from '../src/enrollment/enrollment.dto';

/** The requests to the course service that are served in its place. */
interface FakeCourses {
  readonly offers: FakeUpstream<CourseIds, CourseOffers>;
  readonly ownerships: FakeUpstream<CourseIds, CourseOwnerships>;
  readonly curricula: FakeUpstream<CourseCurriculumGet, CourseCurriculumReply>;
}

export interface ProgressFixture extends FakeCourses {
  readonly app: TestService;
  readonly instructorId: string;
}

/**
 * user-progress beside a course service that has every course, free, with two articles and a quiz.
 * @param clock of the service; real time when left out
 */
export async function startProgress(
  environment: Readonly<Record<string, string>> = {},
  clock?: Clock,
): Promise<ProgressFixture> {
  // The job runs only when it is triggered or run.
  const app = await startTestService(service, {
    // Tokens last longer than a test moves the clock.
    ...(clock ? { clock, tokenLifetime: (365 * DAY_MS) / SECOND_MS } : {}),
    environment: { CURRICULUM_JOB_INTERVAL_MS: '3600000', ...environment },
  });
  const instructorId = newId();
  return { app, instructorId, ...(await fakeCourses(app, instructorId)) };
}

/** A course service that has every course of an instructor, free; again after the one before has left. */
export async function fakeCourses(app: TestService, instructorId: string): Promise<FakeCourses> {
  const offers = await app.upstreams.fake(courseOfferGetMany, ({ courseIds }) => ({
    courses: courseIds.map((courseId) => anOffer({ courseId, instructorId })),
  }));
  const ownerships = await app.upstreams.fake(courseOwnershipGetMany, ({ courseIds }) => ({
    courses: courseIds.map((courseId) => ({
      courseId,
      instructorId,
      status: CourseStatus.published,
    })),
  }));
  const curricula = await app.upstreams.fake(courseCurriculumGet, aCurriculum);
  return { offers, ownerships, curricula };
}

export function anOffer(
  offer: Partial<CourseOffers['courses'][number]> & { courseId: string },
): CourseOffers['courses'][number] {
  const price = { amountMinor: 0, currency: 'USD' };
  return {
    title: 'Complete Web Development',
    slug: 'complete-web-development',
    instructorId: newId(),
    forSale: true,
    publication: 3,
    listPrice: price,
    price,
    ...offer,
  };
}

const lessons = new Map<string, string[]>();

/** The ids of two articles, a quiz lesson and its quiz; the same for a publication each time. */
export function lessonIds(courseId: string, publication = 3): readonly string[] {
  const key = `${courseId}/${publication}`;
  const known = lessons.get(key) ?? [newId(), newId(), newId(), newId()];
  lessons.set(key, known);
  return known;
}

export function aCurriculum({ courseId, publication = 3 }: CourseCurriculumGet) {
  const [first = '', second = '', third = '', quizId = ''] = lessonIds(courseId, publication);
  const sectionId = newId();
  const article = { sectionId, kind: 'article', quizId: null };
  return {
    curriculum: {
      courseId,
      publication,
      title: 'Complete Web Development',
      instructorId: newId(),
      lessons: [
        { ...article, lessonId: first, title: 'Requests' },
        { ...article, lessonId: second, title: 'Answers' },
        { sectionId, kind: 'quiz', lessonId: third, title: 'Questions', quizId },
      ],
    },
  };
}

export function anOrder(buyerId: string, lines: Partial<OrderEventLine>[] = [{}]): OrderEvent {
  const price = { amountMinor: 1999, currency: 'USD' };
  return {
    orderId: newId(),
    buyerId,
    total: price,
    lines: lines.map((line) => ({
      lineId: newId(),
      courseId: newId(),
      publication: 2,
      price,
      ...line,
    })),
  };
}

/** Tells that an order was paid; give the id of the event again for a redelivery. */
export function pay({ app }: ProgressFixture, order: OrderEvent, id?: string): Promise<string> {
  return app.events.publish(orderPaid, order, {
    aggregateId: order.orderId,
    ...(id === undefined ? {} : { id }),
  });
}

/** Gives up an enrollment. */
export function withdraw({ app }: ProgressFixture, user: TestUser, id: string) {
  return app.http.post(`/api/v1/enrollments/${id}/withdrawals`).set(bearer(user));
}

/** Waits until an order line is granted. @returns the published event */
export function granted({ app }: ProgressFixture, orderLineId: string | undefined) {
  return app.events.next(enrollmentGranted, ({ payload }) => payload.orderLineId === orderLineId);
}

/** How many events report that an order line is granted. */
export function countGranted({ app }: ProgressFixture, orderLineId: string | undefined): number {
  return app.events
    .of(enrollmentGranted)
    .filter(({ payload }) => payload.orderLineId === orderLineId).length;
}

/** A user's course of a paid order of one line. */
export async function bought(
  fixture: ProgressFixture,
  user: TestUser,
  publication = 2,
  courseId = newId(),
) {
  const order = anOrder(user.id, [{ publication, courseId }]);
  const [line] = order.lines;
  if (!line) throw new Error('An order has a line');
  await pay(fixture, order);
  const { payload } = await granted(fixture, line.lineId);
  return { order, line, courseId: line.courseId, enrollmentId: payload.enrollmentId };
}

export function pass(
  { app }: ProgressFixture,
  userId: string,
  courseId: string,
  quizId: string,
): Promise<string> {
  const attemptId = newId();
  return app.events.publish(
    quizAttemptPassed,
    { attemptId, quizId, courseId, userId, scorePercent: 80 },
    { aggregateId: attemptId },
  );
}

export function enroll({ app }: ProgressFixture, user: TestUser, courseId: string, key = newId()) {
  return app.http
    .post('/api/v1/enrollments')
    .set({ ...bearer(user), 'Idempotency-Key': key })
    .send({ courseId });
}

export async function enrolled(
  fixture: ProgressFixture,
  user: TestUser,
  courseId: string,
): Promise<EnrollmentResponse> {
  const response = await enroll(fixture, user, courseId).expect(201);
  return response.body as EnrollmentResponse;
}

/** Ticks a lesson off, or takes the tick back. */
export function tick(
  { app }: ProgressFixture,
  user: TestUser,
  enrollmentId: string,
  lessonId: string,
  method: 'put' | 'delete' = 'put',
) {
  return app.http[method](`/api/v1/enrollments/${enrollmentId}/lessons/${lessonId}/completion`).set(
    bearer(user),
  );
}
