import { Redis } from '@course-plateform/common/cache';
import { InboxMessage, ReadModels } from '@course-plateform/common/events';
import { eventually } from '@course-plateform/common/test-kit';
import { tablesWith } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import {
  userErased,
  userPreferencesChanged,
  userReinstated,
  userRoleChanged,
  userSuspended,
} from '@course-plateform/types/user';
import { sqlOf } from '@course-plateform/common/persistence';
import { Account } from '../src/account/account.entity';
import { EmailVerification } from '../src/email-verification/email-verification.entity';
import { OauthTicket, OauthTicketPurpose } from '../src/google/oauth-ticket.entity';
import { Identity } from '../src/identity/identity.entity';
import { PasswordReset } from '../src/password-reset/password-reset.entity';
import { SecurityEvent } from '../src/security-event/security-event.entity';
import { LoginThrottle } from '../src/session/login-throttle.entity';
import { RefreshToken } from '../src/session/refresh-token.entity';
import type { SignInResponse } from '../src/session/session.dto';
import { Session } from '../src/session/session.entity';
import { type AuthFixture, PASSWORD, asUser, registered, startAuth } from './auth.fixture';

describe('erasing an account', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth();
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    john = await registered(fixture.auth);
  });

  const post = (path: string, body: object) =>
    fixture.auth.http.post(`/api/v1/auth/${path}`).send(body);
  const signIn = (email: string, password = PASSWORD) => post('sessions', { email, password });
  const where = (text: string) =>
    tablesWith((sql, parameters) => {
      const em = sqlOf(fixture.auth.em());
      return em.execute(sql, parameters);
    }, text);
  const accounts = (id: string) => fixture.auth.stored(Account, { id });

  /** Waits until a published event has been handled. */
  async function handled(eventId: string): Promise<void> {
    await eventually('the event to be handled', async () => {
      return (await fixture.auth.stored(InboxMessage, { eventId })).length === 1;
    });
  }

  async function erase({ user }: SignInResponse): Promise<void> {
    const about = { aggregateId: user.id, aggregateVersion: 5 };
    await handled(await fixture.auth.events.publish(userErased, { userId: user.id }, about));
  }

  /** All rows of a user. */
  async function rowsOf({ user: { id: accountId } }: SignInResponse) {
    const { auth } = fixture;
    const sessions = await auth.stored(Session, { accountId });
    return {
      accounts: await accounts(accountId),
      sessions,
      tokens: await auth.stored(RefreshToken, { sessionId: { $in: sessions.map(({ id }) => id) } }),
      identities: await auth.stored(Identity, { accountId }),
      resets: await auth.stored(PasswordReset, { accountId }),
      verifications: await auth.stored(EmailVerification, { accountId }),
    };
  }

  /** What Google's part of the service stores. */
  async function linkGoogle({ user }: SignInResponse): Promise<void> {
    const { email, id: accountId } = user;
    const verified = { issuer: 'https://id.example', subject: user.id, email };
    const [now, em] = [fixture.clock.now(), fixture.auth.em()];
    const proven = { ...verified, emailVerified: true, firstName: 'John', lastName: 'Doe' };
    const purpose = OauthTicketPurpose.link;
    em.persist([
      new Identity({ accountId, verified, now }),
      new OauthTicket({ secretHash: user.id, purpose, identity: proven, expiresAt: now }),
    ]);
    await em.flush();
  }

  it('removes all personal data and leaves other accounts unchanged', async () => {
    const { id, email } = john.user;
    const jane = await registered(fixture.auth);
    for (const user of [john, jane]) {
      await linkGoogle(user);
      await post('password-resets', { email: user.user.email }).expect(202);
    }
    await signIn(email, 'Wrong-Password-1').expect(401);
    expect(await where(email)).toEqual(['account', 'identity', 'oauth_ticket']);
    await fixture.mailbox.receivedBy(email, 2);
    const janes = await rowsOf(jane);
    expect(Object.values(janes).map((rows) => rows.length)).toEqual([1, 1, 1, 1, 1, 1]);
    await erase(john);
    expect(await where(email)).toEqual([]);
    const left = await rowsOf(john);
    expect(left).toMatchObject({ tokens: [], identities: [], resets: [], verifications: [] });
    expect(left.accounts).toMatchObject([{ erasedAt: fixture.clock.now(), passwordHash: null }]);
    expect(left.sessions).toMatchObject([{ endedBy: 'erased', userAgent: '', ip: '' }]);
    expect(await rowsOf(jane)).toEqual(janes);
    expect(await where(jane.user.email)).toEqual(['account', 'identity', 'oauth_ticket']);
    // As when an operator has it published again.
    await erase(john);
    expect(await rowsOf(john)).toEqual(left);
    const notes = await fixture.auth.stored(SecurityEvent, { accountId: id });
    expect(notes.filter(({ type }) => String(type) === 'account_erased')).toHaveLength(1);
  });

  it('responds to sign-ins and resets as if the account had never existed', async () => {
    const { email } = john.user;
    await erase(john);
    const [known, unknown] = [await signIn(email), await signIn('nobody@example.com')];
    expect(known.status).toBe(401);
    const { traceId: _, ...response } = known.body as Record<string, unknown>;
    expect(unknown.body).toMatchObject(response);
    const { refreshToken } = john;
    const refused = await post('token-refreshes', { refreshToken }).expect(401);
    const strange = await post('token-refreshes', { refreshToken: 'x'.repeat(43) }).expect(401);
    expect(refused.body.code).toBe(strange.body.code);
    await fixture.auth.http.get('/api/v1/auth/sessions').set(asUser(john)).expect(401);
    await post('password-resets', { email }).expect(202);
    const resets = await fixture.auth.stored(PasswordReset, { accountId: john.user.id });
    expect(resets).toEqual([]);
  });

  it('does not revive ended sessions when their list in Redis is lost', async () => {
    await erase(john);
    const [session] = await fixture.auth.stored(Session, { accountId: john.user.id });
    const { client } = fixture.auth.get(Redis);
    await client.del('auth:ended-sessions');
    await fixture.auth.get(ReadModels).reset('sessions');
    expect(await client.zScore('auth:ended-sessions', session?.id ?? '')).not.toBeNull();
  });

  it('leaves no session to a sign-in or refresh that runs at the same time', async () => {
    const { id, email } = john.user;
    const { refreshToken } = john;
    const [, ...responses] = await Promise.all([
      erase(john),
      ...Array.from({ length: 4 }, () => signIn(email)),
      post('token-refreshes', { refreshToken }),
    ]);
    for (const { status } of responses) expect([201, 401]).toContain(status);
    const open = await fixture.auth.stored(Session, { accountId: id, endedAt: null });
    expect(open).toEqual([]);
    const sessions = await fixture.auth.stored(Session, { accountId: id });
    const sessionId = { $in: sessions.map((session) => session.id) };
    expect(await fixture.auth.stored(RefreshToken, { sessionId })).toEqual([]);
  });

  it('makes the address available for another account', async () => {
    const { id, email } = john.user;
    for (let times = 0; times < 3; times++) await signIn(email, 'Wrong-Password-1');
    const throttled = await fixture.auth.stored(LoginThrottle);
    await erase(john);
    expect(await fixture.auth.stored(LoginThrottle)).toHaveLength(throttled.length - 1);
    const next = await registered(fixture.auth, email);
    expect(next.user).toMatchObject({ email });
    expect(next.user.id).not.toBe(id);
    await signIn(email).expect(201);
  });

  it('ignores events that arrive after the erasure', async () => {
    const { id: userId } = john.user;
    const { events } = fixture.auth;
    const early = { aggregateId: userId, aggregateVersion: 2 };
    const french = { userId, locale: 'fr', timezone: 'Europe/Paris' };
    await handled(await events.publish(userPreferencesChanged, french, early));
    expect(await accounts(userId)).toMatchObject([{ locale: 'fr', timezone: 'Europe/Paris' }]);
    await erase(john);
    const before = await accounts(userId);
    expect(before).toMatchObject([{ locale: 'en', timezone: 'UTC' }]);
    const late = { aggregateId: userId, aggregateVersion: 9 };
    await handled(await events.publish(userRoleChanged, { userId, role: Role.admin }, late));
    await handled(await events.publish(userSuspended, { userId, until: null }, late));
    await handled(await events.publish(userReinstated, { userId }, late));
    await handled(await events.publish(userPreferencesChanged, french, late));
    expect(await accounts(userId)).toEqual(before);
  });
});
