import { newId } from '@course-plateform/common/kernel';
import { type TestService, type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { userPreferencesChanged } from '@course-plateform/types/user';
import { UserProfile } from '../src/profile/profile.entity';
import { aPerson, startUser } from './user.fixture';

describe('profiles', () => {
  let user: TestService;
  let ada: TestUser;

  beforeAll(async () => {
    user = await startUser();
  });

  afterAll(() => user.stop());

  beforeEach(async () => {
    ada = await aPerson(user, { phone: '+1234567890', locale: 'es' });
  });

  function edit(body: object, version: string | undefined = '"1"') {
    const request = user.http.patch('/api/v1/users/me').set(bearer(ada)).send(body);
    return version === undefined ? request : request.set('If-Match', version);
  }

  describe('of oneself', () => {
    it('has everything, with its version as the entity tag', async () => {
      const answer = await user.http.get('/api/v1/users/me').set(bearer(ada)).expect(200);
      expect(answer.headers.etag).toBe('"1"');
      expect(answer.headers['cache-control']).toBe('no-store');
      expect(answer.body).toEqual({
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
    ])('does not change by an edit of %s', async (_what, body) => {
      const before = await user.stored(UserProfile, { id: ada.id });
      const answer = await edit(body).expect(200);
      expect(answer.headers.etag).toBe('"1"');
      expect(await user.stored(UserProfile, { id: ada.id })).toEqual(before);
      expect((await edit(body, '"2"')).status).toBe(412);
    });

    it('is absent for somebody without a profile', async () => {
      const answer = await user.http.get('/api/v1/users/me').set(bearer(await user.user()));
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ code: 'profile.not_found' });
    });

    it('changes what is sent, removes what is null, keeps the rest', async () => {
      await edit({
        headline: 'Mathematician',
        bio: 'Engines.',
        links: [{ label: 'Web', url: 'https://example.com' }],
        timezone: 'Europe/London',
      }).expect(200);
      const answer = await edit({ headline: null, phone: null, firstName: 'Augusta' }, '"2"');
      expect(answer.status).toBe(200);
      expect(answer.headers.etag).toBe('"3"');
      expect(answer.body).toMatchObject({
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

    it('tells of another language or time zone once, and of nothing else', async () => {
      await edit({ locale: 'es', timezone: 'UTC', bio: 'x' }).expect(200);
      await edit({ locale: 'fr' }, '"2"').expect(200);
      await edit({ timezone: 'Asia/Tokyo' }, '"3"').expect(200);
      await edit({ locale: 'ar', timezone: 'Africa/Cairo' }, '"4"').expect(200);
      const told = await eventually('three facts', () => {
        const facts = user.events.of(userPreferencesChanged);
        const hers = facts.filter(({ aggregateId }) => aggregateId === ada.id);
        return hers.length >= 3 ? hers : undefined;
      });
      expect(
        told.map(({ aggregateVersion, payload }) => ({ aggregateVersion, ...payload })),
      ).toEqual([
        { aggregateVersion: 3, userId: ada.id, locale: 'fr', timezone: 'UTC' },
        { aggregateVersion: 4, userId: ada.id, locale: 'fr', timezone: 'Asia/Tokyo' },
        { aggregateVersion: 5, userId: ada.id, locale: 'ar', timezone: 'Africa/Cairo' },
      ]);
    });

    it('keeps a phone number in one form, however it is written', async () => {
      const answer = await edit({ phone: '+44 (20) 8366-1177' }).expect(200);
      expect(answer.body).toMatchObject({ phone: '+442083661177' });
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
    ])('refuses a wrong %s and changes nothing', async (field, body, code) => {
      const answer = await edit(body);
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toContainEqual(
        expect.objectContaining({ pointer: `/${field}`, code }),
      );
      expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([
        { role: 'user', version: 1 },
      ]);
    });

    it('needs the version that was read', async () => {
      const missing = await user.http.patch('/api/v1/users/me').set(bearer(ada)).send({ bio: 'x' });
      expect(missing.status).toBe(428);
      const stale = await edit({ bio: 'x' }, '"9"');
      expect(stale.status).toBe(412);
    });

    it('lets one of several racing edits through', async () => {
      const answers = await Promise.all(['a', 'b', 'c'].map((bio) => edit({ bio })));
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412]);
    });

    it.each([
      ['application/merge-patch+json', '{"bio":"Patched."}', 200],
      ['application/json; charset=utf-8', '{"bio":"Patched."}', 200],
      ['application/x-www-form-urlencoded', 'bio=Patched', 415],
      ['text/plain', '{"bio":"Patched."}', 415],
      ['application/json', '{"bio":', 400],
      ['application/json', '{"__proto__":{"role":"admin"}}', 400],
    ])('answers a body of type %s %s with %i', async (type, body, status) => {
      const answer = await user.http
        .patch('/api/v1/users/me')
        .set({ ...bearer(ada), 'If-Match': '"1"', 'Content-Type': type })
        .send(body);
      expect(answer.status).toBe(status);
    });

    it('names the failure in the language of the caller', async () => {
      const answer = await edit({ role: 'admin' }).set('Accept-Language', 'de, es;q=0.8');
      expect(answer.headers['content-language']).toBe('es');
      expect(answer.body).toMatchObject({
        title: 'Petición no válida',
        errors: [{ detail: 'no es un campo conocido' }],
      });
    });
  });
});
