import { newId } from '@course-plateform/common/kernel';
import {
  type FakeUpstream,
  type TestService,
  type TestUser,
  bearer,
  startTestService,
} from '@course-plateform/common/testing';
import { certificateIssued } from '@course-plateform/types/certificate';
import {
  type UserProfileGetMany,
  type UserProfiles,
  userProfileGetMany,
} from '@course-plateform/types/user';
import { type CourseCompleted, courseCompleted } from '@course-plateform/types/user-progress';
import { service } from '../src/app.module';
import { Certificate } from '../src/certificate/certificate.entity';

/** The certificate service beside a user service that calls everybody Ada Lovelace. */
export class CertificateFixture {
  private constructor(
    readonly app: TestService,
    readonly learner: TestUser,
    public profiles: FakeUpstream<UserProfileGetMany, UserProfiles>,
  ) {}

  static async start(): Promise<CertificateFixture> {
    const app = await startTestService(service, {
      environment: { HOLDER_JOB_INTERVAL_MS: '3600000' },
    });
    const profiles = await app.upstreams.fake(userProfileGetMany, named('Ada Lovelace'));
    return new CertificateFixture(app, await app.user(), profiles);
  }

  complete(completion: CourseCompleted, id?: string): Promise<string> {
    return this.app.events.publish(courseCompleted, completion, {
      aggregateId: completion.enrollmentId,
      ...(id === undefined ? {} : { id }),
    });
  }

  issuedFor(completion: CourseCompleted) {
    return this.app.events.next(
      certificateIssued,
      ({ payload }) => payload.enrollmentId === completion.enrollmentId,
    );
  }

  /** A certificate of a user for a course that nobody has completed before. */
  async issued(user: TestUser): Promise<Certificate> {
    const completion = aCompletion(user.id);
    const { enrollmentId } = completion;
    await this.complete(completion);
    await this.issuedFor(completion);
    const [certificate] = await this.app.stored(Certificate, { enrollmentId });
    if (!certificate) throw new Error('A certificate was published, but is not stored');
    return certificate;
  }

  read(user: TestUser, id: string) {
    return this.app.http.get(`/api/v1/certificates/${id}`).set(bearer(user));
  }

  verify(number: string) {
    return this.app.http.get(`/api/v1/verifications/${encodeURIComponent(number)}`);
  }
}

/** The reply of a user service that knows one name. */
export function named(name: string) {
  return ({ userIds }: UserProfileGetMany): UserProfiles => ({
    profiles: userIds.map((id) => ({
      id,
      name,
      slug: null,
      headline: null,
      avatarUrl: null,
      isInstructor: false,
    })),
  });
}

export function aCompletion(userId: string): CourseCompleted {
  return {
    enrollmentId: newId(),
    courseId: newId(),
    userId,
    publication: 2,
    courseTitle: 'Complete Web Development',
    completedAt: '2026-03-01T10:00:00.000Z',
  };
}
