import { decodeJwt } from 'jose';
import { HOUR_MS } from '@course-plateform/common/kernel';
import { Account } from '../src/account/account.entity';
import { EmailVerification } from '../src/email-verification/email-verification.entity';
import { SecurityEvent, SecurityEventType } from '../src/security-event/security-event.entity';
import type { SignInResponse } from '../src/session/session.dto';
import { type AuthFixture, asUser, registered, startAuth } from './auth.fixture';

describe('e-mail verification', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth();
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    john = await registered(fixture.auth);
  });

  function confirm(token: string) {
    return fixture.auth.http.post('/api/v1/auth/email-verifications/confirmations').send({ token });
  }

  function request() {
    return fixture.auth.http.post('/api/v1/auth/email-verifications').set(asUser(john)).send();
  }

  async function isVerified(): Promise<boolean> {
    const [account] = await fixture.auth.stored(Account, { id: john.user.id });
    return account?.emailVerifiedAt !== null;
  }

  it('confirms the address once with the secret from the mail', async () => {
    const token = await fixture.mailbox.tokenFor(john.user.email);
    expect(await isVerified()).toBe(false);
    await confirm(token).expect(204);
    expect(await isVerified()).toBe(true);
    const noted = { accountId: john.user.id, type: SecurityEventType.emailVerified };
    expect(await fixture.auth.stored(SecurityEvent, noted)).toHaveLength(1);
    const again = await confirm(token);
    expect(again.status).toBe(410);
    expect(again.body).toMatchObject({ code: 'auth.verification_over' });
    const stored = await fixture.auth.stored(EmailVerification, { accountId: john.user.id });
    expect(JSON.stringify(stored)).not.toContain(token);
  });

  it('adds the withheld permissions to the next token', async () => {
    const permissionsIn = ({ accessToken }: SignInResponse): unknown =>
      (decodeJwt(accessToken) as { perms?: unknown }).perms;
    expect(permissionsIn(john)).not.toContain('order:create');
    expect(permissionsIn(john)).toContain('cart:manage');
    await confirm(await fixture.mailbox.tokenFor(john.user.email)).expect(204);
    const response = await fixture.auth.http
      .post('/api/v1/auth/token-refreshes')
      .send({ refreshToken: john.refreshToken })
      .expect(201);
    expect(permissionsIn(response.body as SignInResponse)).toContain('order:create');
  });

  it('rejects an expired and an unknown secret', async () => {
    const token = await fixture.mailbox.tokenFor(john.user.email);
    fixture.clock.advance(24 * HOUR_MS);
    await confirm(token).expect(410);
    await confirm('made-up').expect(410);
    expect(await isVerified()).toBe(false);
  });

  it('sends another mail at most once a minute and invalidates the older one', async () => {
    const first = await fixture.mailbox.tokenFor(john.user.email);
    await request().expect(202);
    fixture.clock.advance(61_000);
    await request().expect(202);
    const second = await fixture.mailbox.tokenFor(john.user.email, 2);
    expect(fixture.mailbox.to(john.user.email)).toHaveLength(2);
    await confirm(first).expect(410);
    await confirm(second).expect(204);
    fixture.clock.advance(61_000);
    await request().expect(202);
    expect(await fixture.auth.stored(EmailVerification, { accountId: john.user.id })).toHaveLength(
      1,
    );
  });
});
