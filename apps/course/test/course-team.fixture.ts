import type { TestUser } from '@course-plateform/common/testing';
import { type AccountGetContact, accountGetContact } from '@course-plateform/types/auth';
import { Role } from '@course-plateform/types/platform';
import type { CourseFixture } from './course.fixture';

/** What owners and co-instructors do about the team of a course. */
export class TeamSteps {
  /** The addresses of accounts, confirmed or not. */
  readonly accounts = new Map<string, { email: string; isVerified: boolean }>();

  private constructor(private readonly fixture: CourseFixture) {}

  /** With the auth service, which knows the addresses. */
  static async of(fixture: CourseFixture): Promise<TeamSteps> {
    const steps = new TeamSteps(fixture);
    await fixture.course.upstreams.fake(accountGetContact, ({ userId }: AccountGetContact) => {
      const account = steps.accounts.get(userId);
      return { contact: account ? { ...account, locale: 'en', timezone: 'UTC' } : null };
    });
    return steps;
  }

  async aTeacher(isVerified = true): Promise<TestUser & { email: string }> {
    const user = await this.fixture.course.user(Role.instructor);
    const email = `Teacher-${user.id}@example.com`;
    this.accounts.set(user.id, { email, isVerified });
    return { ...user, email };
  }

  invite(courseId: string, email: string, offer: object = {}, by = this.fixture.instructor) {
    return this.fixture.post(
      `/courses/${courseId}/team/invitations`,
      { email, rights: ['manage'], basisPoints: 2000, ...offer },
      by,
    );
  }

  decide(id: string, decision: 'acceptances' | 'rejections', by: TestUser) {
    return this.fixture.post(`/course-invitations/${id}/${decision}`, {}, by);
  }

  /** A co-instructor of a course; a new user unless it is a certain one. */
  async joined(courseId: string, offer: object = {}, who?: TestUser & { email: string }) {
    const teacher = who ?? (await this.aTeacher());
    const { body } = await this.invite(courseId, teacher.email, offer).expect(201);
    await this.decide(body.id, 'acceptances', teacher).expect(201);
    return teacher;
  }
}
