import { eventually } from '@course-plateform/common/test-kit';
import { userRegistered } from '@course-plateform/types/auth';
import { Account } from '../src/account/account.entity';
import { SigningKey } from '../src/signing-key/signing-key.entity';
import { SigningKeys } from '../src/signing-key/signing-keys';
import { FirstAdmin } from '../src/account/first-admin';
import { type AuthFixture, startAuth } from './auth.fixture';

const admin = { email: 'Admin@example.com', password: 'Correct-horse-1' };

describe('the first start', () => {
  let fixture: AuthFixture;

  beforeAll(async () => {
    fixture = await startAuth({
      FIRST_ADMIN_EMAIL: admin.email,
      FIRST_ADMIN_PASSWORD: admin.password,
    });
  });

  afterAll(() => fixture.stop());

  it('registers the first admin with a profile as soon as the user service is available', async () => {
    const account = await eventually('the first admin', async () => {
      return (await fixture.auth.stored(Account))[0];
    });
    expect(account).toMatchObject({ role: 'admin', email: admin.email });
    expect(account.emailVerifiedAt).not.toBeNull();
    expect(fixture.profiles.requests.at(-1)?.request).toMatchObject({
      userId: account.id,
      role: 'admin',
    });
    await fixture.auth.events.next(userRegistered, ({ aggregateId }) => aggregateId === account.id);
    const response = await fixture.auth.http.post('/api/v1/auth/sessions').send(admin).expect(201);
    expect(response.body).toMatchObject({ user: { role: 'admin' } });
  });

  it('registers the first admin once, also with several replicas', async () => {
    await eventually('the first admin', async () => {
      return (await fixture.auth.stored(Account)).length === 1;
    });
    const again = fixture.auth.get(FirstAdmin);
    await Promise.all([1, 2].map(() => again.ensure(admin.email, admin.password)));
    expect(await fixture.auth.stored(Account)).toHaveLength(1);
  });

  it('publishes the public parts of the current and the next key', async () => {
    const response = await fixture.auth.http.get('/.well-known/jwks.json').expect(200);
    expect(response.headers['cache-control']).toBe('public, max-age=300');
    expect(response.body.keys).toHaveLength(2);
    for (const key of response.body.keys as object[]) {
      expect(key).toEqual({
        kty: 'OKP',
        crv: 'Ed25519',
        x: expect.any(String),
        kid: expect.any(String),
        alg: 'EdDSA',
        use: 'sig',
      });
    }
  });

  it('stores private keys encrypted, and uses the same ones after a restart', async () => {
    const before = fixture.auth.get(SigningKeys).current.keyId;
    await fixture.auth.get(SigningKeys).onModuleInit();
    expect(fixture.auth.get(SigningKeys).current.keyId).toBe(before);
    const stored = await fixture.auth.stored(SigningKey);
    expect(stored).toHaveLength(2);
    expect(stored.map(({ encryptedPrivateKey }) => encryptedPrivateKey).join()).not.toContain(
      '"d"',
    );
  });
});
