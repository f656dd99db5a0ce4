import { MINUTE_MS, newId } from '@course-plateform/common/kernel';
import { IdempotencyRecord } from '@course-plateform/common/http';
import type { SignInResponse } from '../src/session/session.dto';
import { type AuthFixture, PASSWORD, aRegistration, registered, startAuth } from './auth.fixture';

describe('an Idempotency-Key on a route that issues tokens', () => {
  let fixture: AuthFixture;
  let john: SignInResponse;

  beforeAll(async () => {
    fixture = await startAuth({ LOGIN_FREE_ATTEMPTS: '3' });
  });

  afterAll(() => fixture.stop());

  beforeEach(async () => {
    john = await registered(fixture.auth);
  });

  const post = (path: string, body: object, key: string) =>
    fixture.auth.http.post(`/api/v1/auth/${path}`).set('Idempotency-Key', key).send(body);

  function signIn(key: string, password = PASSWORD, email = john.user.email) {
    return post('sessions', { email, password }, key);
  }

  it.each([
    ['registrations', () => aRegistration()],
    ['sessions', () => ({ email: john.user.email, password: PASSWORD })],
    ['token-refreshes', () => ({ refreshToken: john.refreshToken })],
  ])('is not replayed for %s, and the response is not stored', async (path, bodyOf) => {
    const [key, body] = [newId(), bodyOf()];
    const first = await post(path, body, key).expect(201);
    const again = await post(path, body, key);
    expect([again.status, again.body.code]).toEqual([409, 'idempotency.not_replayable']);
    expect(again.headers['idempotency-replayed']).toBeUndefined();
    expect(JSON.stringify(again.body)).not.toContain(first.body.accessToken);
    const rows: { body: string | null }[] = await fixture.auth
      .em()
      .getConnection()
      .execute('select body from idempotency_record where status < 400');
    expect(new Set(rows.map(({ body: kept }) => kept))).toEqual(new Set([null]));
  });

  it('does not bypass the sign-in limit, even when the key is known', async () => {
    const key = newId();
    await signIn(key).expect(201);
    const statuses: number[] = [];
    for (let guess = 0; guess < 5; guess++) {
      statuses.push((await signIn(key, `Wrong-password${guess}`)).status);
    }
    expect(statuses).toEqual([409, 409, 409, 429, 429]);
    // While it must be waited, nothing tells the right password from a wrong one.
    expect((await signIn(key)).body).toMatchObject({ code: 'auth.too_many_attempts' });
  });

  it('counts replays as attempts', async () => {
    const key = newId();
    await signIn(key).expect(201);
    const codes: string[] = [];
    for (let replay = 0; replay < 4; replay++) codes.push((await signIn(key)).body.code);
    expect(codes).toEqual([
      ...Array.from({ length: 3 }, () => 'idempotency.not_replayable'),
      'auth.too_many_attempts',
    ]);
  });

  it('does not store a rejected sign-in: every retry is a new attempt and counts', async () => {
    const key = newId();
    const responses = [];
    for (let time = 0; time < 4; time++) responses.push(await signIn(key, 'Wrong-password1'));
    expect(responses.map(({ status }) => status)).toEqual([401, 401, 401, 429]);
    expect(responses[1]?.headers['idempotency-replayed']).toBeUndefined();
    const kept = await fixture.auth.stored(IdempotencyRecord, { status: { $gte: 400 } });
    expect(kept).toEqual([]);
    fixture.clock.advance(MINUTE_MS);
    await signIn(key).expect(201);
  });

  it.each([
    ['one that succeeded', 201, 'idempotency.not_replayable'],
    ['one that was refused', 409, 'auth.email_taken'],
  ])(
    'does not reveal a registration password to a caller who knows the rest of the request: %s',
    async (_what, status, code) => {
      const key = newId();
      const body = aRegistration(status === 409 ? { email: john.user.email } : {});
      await post('registrations', body, key).expect(status);
      const guesses = [];
      for (const password of [PASSWORD, 'Wrong-password1']) {
        const response = await post('registrations', { ...body, password }, key);
        const { traceId: _traceId, ...problem } = response.body;
        guesses.push({ problem, replayed: response.headers['idempotency-replayed'] });
      }
      expect(guesses[0]).toMatchObject({ problem: { status: 409, code } });
      expect(guesses[1]).toEqual(guesses[0]);
    },
  );

  it('does not collide with the same key of another anonymous caller', async () => {
    const key = newId();
    const mary = await registered(fixture.auth);
    await signIn(key).expect(201);
    const hers = await signIn(key, PASSWORD, mary.user.email).expect(201);
    expect(hers.body.user.id).toBe(mary.user.id);
  });

  it('is documented as not replayable for exactly the operations that issue tokens', async () => {
    const { body } = await fixture.auth.http.get('/openapi.json').expect(200);
    const refusing = Object.entries<Record<string, { operationId: string; responses: object }>>(
      body.paths,
    ).flatMap(([, methods]) =>
      Object.values(methods)
        .filter(({ responses }) => JSON.stringify(responses).includes('IdempotencyNotReplayable'))
        .map(({ operationId }) => operationId),
    );
    expect(refusing.sort()).toEqual([
      'createIdentity',
      'createSession',
      'exchangeCode',
      'refreshTokens',
      'register',
    ]);
  });
});
