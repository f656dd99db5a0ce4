import { LOCALE, type Locale } from '@course-plateform/common/i18n';
import { RequestContext, newId } from '@course-plateform/common/kernel';
import { Statements } from '@course-plateform/common/testing';
import { categoryGetMany } from '@course-plateform/types/category';
import { Role } from '@course-plateform/types/platform';
import type { CategoryResponse } from '../src/category/category.dto';
import { Category } from '../src/category/category.entity';
import { CategoryFixture } from './category.fixture';

describe('translations of categories', () => {
  let fixture: CategoryFixture;
  let web: CategoryResponse;

  beforeAll(async () => {
    fixture = await CategoryFixture.start();
  });

  afterAll(() => fixture.service.stop());

  beforeEach(async () => {
    web = await fixture.created(`Web Development ${newId()}`);
  });

  const SPANISH = { name: 'Desarrollo web', description: 'Sitios y servicios.' };

  function translate(locale: string, body: object, version: number | string = 1) {
    return fixture.change('put', `/${web.id}/translations/${locale}`, version, body);
  }

  function remove(locale: string, version: number) {
    return fixture.change('delete', `/${web.id}/translations/${locale}`, version);
  }

  async function read(language: string, key = web.id) {
    const { body, headers } = await fixture.get(`/${key}`, language).expect(200);
    return { name: body.name, language: headers['content-language'], etag: headers.etag };
  }

  it('are shown to callers with that language, and the default to all others', async () => {
    const put = await translate('es', SPANISH).expect(200);
    expect(put.body).toEqual({ locale: 'es', ...SPANISH, version: 2 });
    for (const language of ['es', 'es-MX', 'fr;q=0.5, es-419']) {
      const response = await fixture.get(`/${web.slug}`, language).expect(200);
      expect(response.body).toMatchObject({ ...SPANISH, language: 'es', slug: web.slug });
      expect(response.headers).toMatchObject({
        'content-language': 'es',
        etag: '"2-es"',
        vary: expect.stringContaining('Accept-Language'),
      });
    }
    for (const language of ['en', 'fr', 'de', '*']) {
      const response = await fixture.get(`/${web.id}`, language).expect(200);
      expect(response.body).toMatchObject({ name: web.name, description: null, language: 'en' });
      expect(response.headers).toMatchObject({ 'content-language': 'en', etag: '"2"' });
    }
  });

  it('have entity tags of their own, all of which name the version', async () => {
    await translate('es', SPANISH).expect(200);
    const cached = (language: string, tag: string) =>
      fixture.get(`/${web.id}`, language).set('If-None-Match', tag);
    await cached('es', '"2-es"').expect(304);
    await cached('en', '"2"').expect(304);
    expect((await cached('es', '"2"').expect(200)).body.name).toBe(SPANISH.name);
    expect((await cached('en', '"2-es"').expect(200)).body.name).toBe(web.name);
    await fixture.update({ id: web.id, version: 2 }, { description: 'Sites.' }).expect(200);
    expect((await cached('es', '"2-es"').expect(200)).headers.etag).toBe('"3-es"');
    await translate('fr', { name: 'Web' }, '3-es').expect(200);
    await translate('fr', { name: 'La toile' }, '3-es').expect(412);
    await translate('fr', { name: 'La toile' }, '4-spanish').expect(400);
  });

  it('are in lists and trees, which say all languages that they show', async () => {
    const before = await fixture.listed('ar');
    expect(before.find(({ id }) => id === web.id)).toMatchObject({ name: web.name });
    await translate('ar', { name: 'تطوير الويب' }).expect(200);
    for (const path of ['', '?tree=true']) {
      const response = await fixture.get(path, 'ar').expect(200);
      const items = (response.body as { items: CategoryResponse[] }).items;
      expect(items.find(({ id }) => id === web.id)).toMatchObject({
        name: 'تطوير الويب',
        description: null,
        language: 'ar',
      });
      expect(response.headers['content-language']).toBe('ar, en');
      const english = await fixture.get(path, 'en').expect(200);
      expect(english.headers['content-language']).toBe('en');
      expect(english.headers.etag).not.toBe(response.headers.etag);
    }
  });

  it('are all told to admins, and to nobody else', async () => {
    await translate('fr', { name: 'Développement web' }).expect(200);
    await translate('ES', SPANISH, 2).expect(200);
    const path = `/${web.id}/translations`;
    const { body, headers } = await fixture.get(path, 'es', fixture.admin).expect(200);
    expect(body).toEqual({
      items: [
        { locale: 'en', name: web.name, description: null },
        { locale: 'es', ...SPANISH },
        { locale: 'fr', name: 'Développement web', description: null },
      ],
    });
    expect(headers['content-language']).toBe('en, es, fr');
    const instructor = await fixture.service.user(Role.instructor);
    await fixture.get(path, 'en', instructor).expect(403);
    await fixture.get(path).expect(401);
    await fixture.get(`/${newId()}/translations`, 'en', fixture.admin).expect(404);
  });

  it('respond to the edits of an admin in the default language', async () => {
    await translate('es', SPANISH).expect(200);
    const edited = await fixture
      .update({ id: web.id, version: 2 }, { description: 'Sites.' })
      .set('Accept-Language', 'es')
      .expect(200);
    expect(edited.body).toMatchObject({ name: web.name, description: 'Sites.', language: 'en' });
    expect(edited.headers).toMatchObject({ etag: '"3"', 'content-language': 'en' });
  });

  it('are removed once', async () => {
    await translate('es', SPANISH).expect(200);
    await remove('es', 1).expect(412);
    await remove('es', 2).expect(204);
    expect(await read('es')).toEqual({ name: web.name, language: 'en', etag: '"3"' });
    const again = await remove('es', 3).expect(404);
    expect(again.body.code).toBe('category.translation_not_found');
    expect(await fixture.service.stored(Category, { id: web.id })).toMatchObject([
      { translations: {}, version: 3 },
    ]);
  });

  it.each(['en', 'de', 'es-MX', 'x', '12'])('are not taken in %s', async (locale) => {
    for (const response of [await translate(locale, SPANISH), await remove(locale, 1)]) {
      expect([response.status, response.body.code]).toEqual([422, 'category.locale_unsupported']);
      expect(response.body.detail).toBe('Categories are translated into ar, es, fr.');
    }
    expect(await fixture.service.stored(Category, { id: web.id })).toMatchObject([{ version: 1 }]);
  });

  it.each([
    ['no name', {}],
    ['an empty name', { name: ' ' }],
    ['a name that is too long', { name: 'x'.repeat(101) }],
    ['a description that is too long', { name: 'Web', description: 'x'.repeat(1001) }],
    ['a slug', { name: 'Web', slug: 'web' }],
  ])('are refused with %s', async (_what, body) => {
    await translate('es', body).expect(422);
    expect(await fixture.service.stored(Category, { id: web.id })).toMatchObject([{ version: 1 }]);
  });

  it('lose none to another one at the same time', async () => {
    const responses = await Promise.all([
      translate('es', SPANISH),
      translate('fr', { name: 'Développement web' }),
    ]);
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  it('change nothing when they are the same, and take few statements', async () => {
    const statements = new Statements(fixture.service);
    await translate('es', SPANISH).expect(200);
    expect(statements.take().map((one) => one.split(' ', 1)[0])).toEqual([
      'begin',
      'select',
      'update',
      'commit',
    ]);
    const same = await translate('es', SPANISH, 2).expect(200);
    expect(same.body.version).toBe(2);
    await remove('fr', 2).expect(404);
  });

  it('name categories for other services in the language of the request', async () => {
    await translate('es', SPANISH).expect(200);
    const nameIn = (locale: Locale) =>
      RequestContext.run(new RequestContext().set(LOCALE, locale), async () => {
        const request = { categoryIds: [web.id] };
        const { categories } = await fixture.service.rpc.request(categoryGetMany, request);
        return categories[0]?.name;
      });
    expect(await nameIn('es')).toBe(SPANISH.name);
    expect(await nameIn('fr')).toBe(web.name);
  });
});
