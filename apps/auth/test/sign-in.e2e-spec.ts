import { newId } from '@course-plateform/common/kernel';
import type { SignInResponse } from '../src/session/session.dto';
import { type AuthFixture, PASSWORD, registered, startAuth } from './auth.fixture';

describe('signing in', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth({
      LOGIN_FREE_ATTEMPTS: '3',
      LOGIN_FREE_ATTEMPTS_PER_ADDRESS: '1000',
    });
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    john = await registered(fixture.auth);
  });

  function signIn(email: string, password = PASSWORD) {
    return fixture.auth.http
      .post('/api/v1/auth/sessions')
      .set('User-Agent', 'Test/1.0')
      .send({ email, password });
  }

  it('issues tokens, whatever the case of the address', async () => {
    const response = await signIn(john.user.email.toUpperCase()).expect(201);
    expect(response.body).toMatchObject({ user: john.user, expiresIn: 900 });
  });

  it('returns the same for a wrong password and an unknown address', async () => {
    const wrong = await signIn(john.user.email, 'Wrong-password1');
    const unknown = await signIn(`nobody.${newId()}@example.com`);
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    const plain = ({ body }: typeof wrong) => ({ ...body, traceId: undefined });
    expect(plain(wrong)).toEqual(plain(unknown));
    expect(wrong.body).toMatchObject({ code: 'auth.invalid_credentials' });
  });

  it.each([
    ['an account', () => john.user.email],
    ['an address nobody has', () => `nobody.${newId()}@example.com`],
  ])('limits guesses at %s, and allows attempts again after a while', async (_, emailOf) => {
    const email = emailOf();
    const guesses = await Promise.all(
      Array.from({ length: 6 }, () => signIn(email, 'Wrong-password1')),
    );
    expect(guesses.map(({ status }) => status).sort()).toEqual([401, 401, 401, 429, 429, 429]);
    const blocked = await signIn(email);
    expect(blocked.status).toBe(429);
    expect(blocked.body).toMatchObject({ code: 'auth.too_many_attempts' });
    expect(Number(blocked.headers['retry-after'])).toBe(2);
    fixture.clock.advance(2000);
    await signIn(email, 'Wrong-password1').expect(401);
    const longer = await signIn(email);
    expect(Number(longer.headers['retry-after'])).toBe(4);
    fixture.clock.advance(901_000);
    await signIn(email, 'Wrong-password1').expect(401);
  });

  it('does not store "too many attempts" under an Idempotency-Key', async () => {
    for (let guess = 0; guess < 3; guess++) {
      await signIn(john.user.email, 'Wrong-password1').expect(401);
    }
    const key = { 'Idempotency-Key': newId() };
    await signIn(john.user.email).set(key).expect(429);
    fixture.clock.advance(2000);
    await signIn(john.user.email).set(key).expect(201);
  });

  it('accepts users behind one address, also when their requests arrive out of order', async () => {
    await signIn(john.user.email).expect(201);
    // What comes now was begun a moment before the one that was counted last.
    fixture.clock.advance(-5);
    await signIn((await registered(fixture.auth)).user.email).expect(201);
  });

  it('resets the failure count after a success', async () => {
    for (let round = 0; round < 3; round++) {
      await signIn(john.user.email, 'Wrong-password1').expect(401);
      await signIn(john.user.email).expect(201);
    }
  });
});
