import { newId } from '@course-plateform/common/kernel';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { userPreferencesChanged, userRenamed } from '@course-plateform/types/user';
import { UserProfile } from '../src/profile/profile.entity';
import { aUser, startUser } from './user.fixture';

describe('profiles', () => {
  let user: TestService;
  let ada: TestUser;

  beforeAll(async () => {
    user = await startUser();
  });

  afterAll(() => user.stop());

  beforeEach(async () => {
    ada = await aUser(user, { phone: '+1234567890', locale: 'es' });
  });

  function edit(body: object, version: string | undefined = '"1"') {
    const request = user.http.patch('/api/v1/users/me').set(bearer(ada)).send(body);
    return version === undefined ? request : request.set('If-Match', version);
  }

  describe('of the caller', () => {
    it('contain everything, with the version as the entity tag', async () => {
      const response = await user.http.get('/api/v1/users/me').set(bearer(ada)).expect(200);
      expect(response.headers.etag).toBe('"1"');
      expect(response.headers['cache-control']).toBe('no-store');
      expect(response.body).toEqual({
        id: ada.id,
        firstName: 'Ada',
        lastName: 'Lovelace',
        role: 'user',
        slug: null,
        headline: null,
        bio: null,
        links: [],
        phone: '+1234567890',
        locale: 'es',
        timezone: 'UTC',
        avatarUrl: null,
        createdAt: expect.any(String),
        updatedAt: expect.any(String),
        version: 1,
      });
    });

    it.each([
      ['nothing', {}],
      ['the same values', { firstName: 'Ada', phone: '+1234567890', locale: 'es', links: [] }],
      ['null where there is nothing', { headline: null, links: null }],
    ])('do not change by an edit with %s', async (_what, body) => {
      const before = await user.stored(UserProfile, { id: ada.id });
      const response = await edit(body).expect(200);
      expect(response.headers.etag).toBe('"1"');
      expect(await user.stored(UserProfile, { id: ada.id })).toEqual(before);
      expect((await edit(body, '"2"')).status).toBe(412);
    });

    it('are missing for a user without a profile', async () => {
      const response = await user.http.get('/api/v1/users/me').set(bearer(await user.user()));
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ code: 'profile.not_found' });
    });

    it('change sent fields, remove null fields and keep the rest', async () => {
      await edit({
        headline: 'Mathematician',
        bio: 'Engines.',
        links: [{ label: 'Web', url: 'https://example.com' }],
        timezone: 'Europe/London',
      }).expect(200);
      const response = await edit({ headline: null, phone: null, firstName: 'Augusta' }, '"2"');
      expect(response.status).toBe(200);
      expect(response.headers.etag).toBe('"3"');
      expect(response.body).toMatchObject({
        firstName: 'Augusta',
        lastName: 'Lovelace',
        headline: null,
        bio: 'Engines.',
        links: [{ label: 'Web', url: 'https://example.com' }],
        phone: null,
        timezone: 'Europe/London',
        version: 3,
      });
      expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([
        { firstName: 'Augusta', headline: null, phone: null, version: 3 },
      ]);
    });

    it('publish a change of language or time zone once, and nothing else', async () => {
      await edit({ locale: 'es', timezone: 'UTC', bio: 'x' }).expect(200);
      await edit({ locale: 'fr' }, '"2"').expect(200);
      await edit({ timezone: 'Asia/Tokyo' }, '"3"').expect(200);
      await edit({ locale: 'ar', timezone: 'Africa/Cairo' }, '"4"').expect(200);
      const reported = await eventually('three events', () => {
        const events = user.events.of(userPreferencesChanged);
        const hers = events.filter(({ aggregateId }) => aggregateId === ada.id);
        return hers.length >= 3 ? hers : undefined;
      });
      expect(
        reported.map(({ aggregateVersion, payload }) => ({ aggregateVersion, ...payload })),
      ).toEqual([
        { aggregateVersion: 3, userId: ada.id, locale: 'fr', timezone: 'UTC' },
        { aggregateVersion: 4, userId: ada.id, locale: 'fr', timezone: 'Asia/Tokyo' },
        { aggregateVersion: 5, userId: ada.id, locale: 'ar', timezone: 'Africa/Cairo' },
      ]);
    });

    it('publish a change of the name once, and nothing else', async () => {
      await edit({ bio: 'x', firstName: 'Ada' }).expect(200);
      await edit({ firstName: 'Augusta' }, '"2"').expect(200);
      await edit({ firstName: 'Augusta', headline: 'x' }, '"3"').expect(200);
      await edit({ lastName: 'King' }, '"4"').expect(200);
      const reported = await eventually('two events', () => {
        const events = user.events.of(userRenamed);
        const hers = events.filter(({ aggregateId }) => aggregateId === ada.id);
        return hers.length >= 2 ? hers : undefined;
      });
      expect(reported.map(({ aggregateVersion, payload }) => [aggregateVersion, payload])).toEqual([
        [3, { userId: ada.id }],
        [5, { userId: ada.id }],
      ]);
    });

    it('store a phone number in one form, however it is written', async () => {
      const response = await edit({ phone: '+44 (20) 8366-1177' }).expect(200);
      expect(response.body).toMatchObject({ phone: '+442083661177' });
      expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([
        { phone: '+442083661177' },
      ]);
    });

    it.each([
      ['role', { role: 'admin' }, 'field.unknown'],
      ['email', { email: 'x@example.com' }, 'field.unknown'],
      ['id', { id: newId() }, 'field.unknown'],
      ['firstName', { firstName: null }, 'field.is_string'],
      ['phone', { phone: '555-1234' }, 'field.is_phone_number'],
      ['phone', { phone: '+999123456789' }, 'field.is_phone_number'],
      ['timezone', { timezone: 'Mars/Base' }, 'field.is_time_zone'],
      ['locale', { locale: 'de' }, 'field.is_enum'],
      ['links/0/url', { links: [{ label: 'x', url: 'javascript:alert(1)' }] }, 'field.is_url'],
    ])('reject an invalid %s and change nothing', async (field, body, code) => {
      const response = await edit(body);
      expect(response.status).toBe(422);
      expect(response.body.errors).toContainEqual(
        expect.objectContaining({ pointer: `/${field}`, code }),
      );
      expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([
        { role: 'user', version: 1 },
      ]);
    });

    it('require the version that was read', async () => {
      const missing = await user.http.patch('/api/v1/users/me').set(bearer(ada)).send({ bio: 'x' });
      expect(missing.status).toBe(428);
      const stale = await edit({ bio: 'x' }, '"9"');
      expect(stale.status).toBe(412);
    });

    it('let one of several concurrent edits succeed', async () => {
      const responses = await Promise.all(['a', 'b', 'c'].map((bio) => edit({ bio })));
      expect(responses.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    });

    it.each([
      ['application/merge-patch+json', '{"bio":"Patched."}', 200],
      ['application/json; charset=utf-8', '{"bio":"Patched."}', 200],
      ['application/x-www-form-urlencoded', 'bio=Patched', 415],
      ['text/plain', '{"bio":"Patched."}', 415],
      ['application/json', '{"bio":', 400],
      ['application/json', '{"__proto__":{"role":"admin"}}', 400],
    ])('respond to a body of type %s %s with %i', async (type, body, status) => {
      const response = await user.http
        .patch('/api/v1/users/me')
        .set({ ...bearer(ada), 'If-Match': '"1"', 'Content-Type': type })
        .send(body);
      expect(response.status).toBe(status);
    });

    it('describe errors in the caller’s language', async () => {
      const response = await edit({ role: 'admin' }).set('Accept-Language', 'de, es;q=0.8');
      expect(response.headers['content-language']).toBe('es');
      expect(response.body).toMatchObject({
        title: 'Petición no válida',
        errors: [{ detail: 'no es un campo conocido' }],
      });
    });
  });
});
