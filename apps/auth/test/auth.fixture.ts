import type { DestinationStream } from 'pino';
import { FixedClock, newId } from '@course-plateform/common/kernel';
import {
  type FakeUpstream,
  Mailbox,
  type TestService,
  startTestService,
} from '@course-plateform/common/testing';
import { type UserRole, Role } from '@course-plateform/types/platform';
import {
  type UserProfileCreate,
  type UserProfileGetMany,
  type UserProfiles,
  userProfileCreate,
  userProfileGetMany,
} from '@course-plateform/types/user';
import { Account } from '../src/account/account.entity';
import { service } from '../src/app.module';
import type { SignInResponse } from '../src/session/session.dto';

export const PASSWORD = 'Password123';

export interface AuthFixture {
  readonly auth: TestService;
  readonly clock: FixedClock;
  readonly mailbox: Mailbox;
  readonly profiles: FakeUpstream<UserProfileCreate, UserRole>;
  stop(): Promise<void>;
}

/** The auth service with cheap hashes, a clock that is moved by hand, a mail server and a user service. */
export async function startAuth(
  environment: Readonly<Record<string, string>> = {},
  logTo?: DestinationStream,
): Promise<AuthFixture> {
  const clock = new FixedClock(new Date());
  const mailbox = await Mailbox.open();
  const auth = await startTestService(service, {
    clock,
    environment: { BCRYPT_COST: '4', SMTP_URL: mailbox.url, ...environment },
    ...(logTo ? { logTo } : {}),
  });
  const profiles = await auth.upstreams.fake(userProfileCreate, ({ userId, role }) => ({
    userId,
    role,
  }));
  const stop = async (): Promise<void> => {
    try {
      await auth.stop();
    } finally {
      await mailbox.close();
    }
  };
  return { auth, clock, mailbox, profiles, stop };
}

/** A user service that gives everybody this name. */
export function fakeNames(
  auth: TestService,
  name: string,
): Promise<FakeUpstream<UserProfileGetMany, UserProfiles>> {
  const about = { name, slug: null, headline: null, avatarUrl: null, isInstructor: false };
  return auth.upstreams.fake(userProfileGetMany, ({ userIds }) => ({
    profiles: userIds.map((id) => ({ id, ...about })),
  }));
}

/** The body of a registration; every call is another user. */
export function aRegistration(change: Readonly<Record<string, unknown>> = {}) {
  return {
    firstName: 'John',
    lastName: 'Doe',
    email: `john.${newId()}@example.com`,
    password: PASSWORD,
    ...change,
  };
}

/** A user who has just registered. */
export async function registered(auth: TestService, email?: string): Promise<SignInResponse> {
  const response = await auth.http
    .post('/api/v1/auth/registrations')
    .send(aRegistration(email === undefined ? {} : { email }))
    .expect(201);
  return response.body as SignInResponse;
}

/** An admin who has just signed in. */
export async function anAdmin(auth: TestService): Promise<SignInResponse> {
  const { user } = await registered(auth);
  // The user service makes admins; here there is none.
  await auth.em().nativeUpdate(Account, { id: user.id }, { role: Role.admin });
  const response = await auth.http
    .post('/api/v1/auth/sessions')
    .send({ email: user.email, password: PASSWORD })
    .expect(201);
  return response.body as SignInResponse;
}

/** The `Authorization` header that goes with a response. */
export function asUser({ accessToken }: { accessToken: string }): { Authorization: string } {
  return { Authorization: `Bearer ${accessToken}` };
}
