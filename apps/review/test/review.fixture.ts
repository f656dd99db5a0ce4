import { newId } from '@course-plateform/common/kernel';
import {
  type FakeUpstream,
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
import {
  type CourseIds,
  type CourseOffers,
  type InstructorShare,
  courseOfferGetMany,
} from '@course-plateform/types/course';
import type { RatingHistogram } from '@course-plateform/types/review';
import {
  type UserProfileGetMany,
  type UserProfiles,
  userProfileGetMany,
} from '@course-plateform/types/user';
import {
  type EnrollmentGet,
  type EnrollmentReply,
  EnrollmentStatus,
  enrollmentGet,
} from '@course-plateform/types/user-progress';
import { service } from '../src/app.module';

export interface ReviewFixture {
  readonly review: TestService;
  readonly instructorId: string;
  /** Courses that the course service does not know. */
  readonly hiddenCourses: Set<string>;
  /** Who teaches a course with its instructor, by course. */
  readonly coInstructors: Map<string, string>;
  readonly courses: FakeUpstream<CourseIds, CourseOffers>;
  readonly enrollments: FakeUpstream<EnrollmentGet, EnrollmentReply>;
  readonly profiles: FakeUpstream<UserProfileGetMany, UserProfiles>;
}

/** The review service among upstream services that know every course, and every learner as halfway through it. */
export async function startReview(): Promise<ReviewFixture> {
  const review = await startTestService(service);
  const instructorId = newId();
  const hiddenCourses = new Set<string>();
  const coInstructors = new Map<string, string>();
  const team = (courseId: string): InstructorShare[] =>
    [instructorId, coInstructors.get(courseId) ?? []].flat().map((id) => ({
      ...{ instructorId: id, basisPoints: id === instructorId ? 10_000 : 0 },
    }));
  const courses = await review.upstreams.fake(courseOfferGetMany, ({ courseIds }) => ({
    courses: courseIds
      .filter((courseId) => !hiddenCourses.has(courseId))
      .map((courseId) => anOffer(courseId, instructorId, { instructors: team(courseId) })),
  }));
  const enrollments = await review.upstreams.fake(enrollmentGet, () => anEnrollment(50));
  const profiles = await review.upstreams.fake(userProfileGetMany, ({ userIds }) => ({
    profiles: userIds.map((id) => ({
      id,
      name: 'Ada Lovelace',
      slug: null,
      headline: null,
      avatarUrl: null,
      isInstructor: false,
    })),
  }));
  return { review, instructorId, hiddenCourses, coInstructors, courses, enrollments, profiles };
}

/** A user sends a review. */
export function write(
  { review }: ReviewFixture,
  user: TestUser,
  body: object,
  headers: Record<string, string> = {},
) {
  return review.http
    .post('/api/v1/reviews')
    .set({ ...bearer(user), ...headers })
    .send(body);
}

/** A review that a user has written. */
export async function written(
  fixture: ReviewFixture,
  user: TestUser,
  courseId: string,
  stars = 5,
): Promise<{ id: string; version: number }> {
  const body = { courseId, stars, text: 'Clear and deep.' };
  return (await write(fixture, user, body).expect(201)).body as { id: string; version: number };
}

/** How many reviews have how many stars; none unless it says so. */
export function histogram(counts: Partial<RatingHistogram>): RatingHistogram {
  return { one: 0, two: 0, three: 0, four: 0, five: 0, ...counts };
}

export function anEnrollment(percent: number, status = EnrollmentStatus.active): EnrollmentReply {
  return { enrollment: { enrollmentId: newId(), status, publication: 1, percent } };
}

export function anOffer(
  courseId: string,
  instructorId: string,
  change: Partial<CourseOffers['courses'][number]> = {},
): CourseOffers['courses'][number] {
  const price = { amountMinor: 1999, currency: 'USD' };
  return {
    courseId,
    title: 'Complete Web Development',
    slug: 'complete-web-development',
    instructorId,
    forSale: true,
    publication: 1,
    listPrice: price,
    price,
    ...change,
  };
}
