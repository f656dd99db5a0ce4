import { newId } from '@course-plateform/common/kernel';
import { type AuthFixture, PASSWORD, asUser, registered, startAuth } from './auth.fixture';

describe('client addresses', () => {
  let fixture: AuthFixture;

  beforeAll(async () => {
    fixture = await startAuth({
      TRUSTED_PROXIES: '127.0.0.1',
      LOGIN_FREE_ATTEMPTS_PER_ADDRESS: '3',
    });
  });

  afterAll(() => fixture.stop());

  function signIn(from: string, email: string, password = PASSWORD) {
    return fixture.auth.http
      .post('/api/v1/auth/sessions')
      .set('X-Forwarded-For', from)
      .send({ email, password });
  }

  async function guesses(addresses: readonly string[]): Promise<number[]> {
    const statuses: number[] = [];
    for (const from of addresses) {
      statuses.push((await signIn(from, `nobody.${newId()}@example.com`)).status);
    }
    return statuses;
  }

  it('counts guesses from one IPv6 /64 together', async () => {
    const addresses = [1, 2, 3, 4, 5].map((host) => `2001:db8:1:1::${host}`);
    expect(await guesses(addresses)).toEqual([401, 401, 401, 429, 429]);
    expect(await guesses(['2001:db8:1:2::1'])).toEqual([401]);
  });

  it('counts guesses from one IPv6 /48 together, with the limit of sixteen networks', async () => {
    const networks = Array.from({ length: 50 }, (_, n) => `2001:db8:2:${n.toString(16)}::1`);
    const statuses = await guesses(networks);
    expect(statuses.slice(0, 48)).toEqual(Array.from({ length: 48 }, () => 401));
    expect(statuses.slice(48)).toEqual([429, 429]);
    expect(await guesses(['2001:db8:3::1'])).toEqual([401]);
  });

  it.each(['unknown', '203.0.113.7:4711', "'; drop table session"])(
    'uses the address of the connection when a proxy sends %j',
    async (output) => {
      const { user } = await registered(fixture.auth);
      const signedIn = await signIn(output, user.email).expect(201);
      const { body } = await fixture.auth.http
        .get('/api/v1/auth/sessions')
        .set(asUser(signedIn.body))
        .expect(200);
      expect(body.items[0]).toMatchObject({ current: true, ip: '127.0.0.0/24' });
    },
  );
});
