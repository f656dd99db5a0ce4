import { MikroORM } from '@mikro-orm/core';
import { Logger } from '@course-plateform/common/observability';
import { collectionOf, migrate } from '@course-plateform/common/persistence';
import { CATALOG_INDEXES } from '../src/catalog/catalog-indexes';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { database } from '../src/mikro-orm.config';
import { CourseFixture } from './course.fixture';

describe('catalog search', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ CATALOG_CACHE_MS: '0', RATE_LIMIT_READ: '1000' });
    const animals = '<p>Zebrafish</p><p>Quokka<br>Numbat</p><ul><li>Fossa</li><li>Saiga</li></ul>';
    await fixture.published({ title: 'Animals', description: animals });
    await fixture.published({
      title: 'İstanbul & Crème Brûlée',
      description: '<p>R&amp;D &lt;chords&gt; un<em>break</em>able, only examples.</p>',
    });
    await fixture.published({ title: '学习编程入门', subtitle: 'プログラミング' });
    await fixture.published({ title: '프로그래밍을 배우자', subtitle: 'ภาษาไทย' });
    await fixture.published({ title: 'Node.js', subtitle: 'Σοφός στο Διαδίκτυο' });
  });

  afterAll(() => fixture.stop());

  async function found(q: string): Promise<string[]> {
    const { status, body } = await fixture.course.http.get('/api/v1/courses').query({ q });
    expect(status).toBe(200);
    return body.items.map(({ title }: { title: string }) => title);
  }

  const istanbul = 'İstanbul & Crème Brûlée';

  it.each([
    ['zebrafish', 'Animals'],
    ['quokka', 'Animals'],
    ['NUMBAT', 'Animals'],
    ['fossa', 'Animals'],
    ['istanbul', istanbul],
    ['İSTANBUL', istanbul],
    ['creme', istanbul],
    ['brûlée', istanbul],
    ['unbreakable', istanbul],
    ['chords', istanbul],
    ['编程', '学习编程入门'],
    ['入', '学习编程入门'],
    ['グラミ', '学习编程入门'],
    ['프로그래밍', '프로그래밍을 배우자'],
    ['프로그래밍'.normalize('NFD'), '프로그래밍을 배우자'],
    ['배', '프로그래밍을 배우자'],
    ['ไทย', '프로그래밍을 배우자'],
    ['σοφοσ', 'Node.js'],
    ['ΣΟΦΟΣ', 'Node.js'],
    ['node', 'Node.js'],
    ['node.js', 'Node.js'],
    ['-node', 'Node.js'],
  ])('finds %s', async (q, title) => {
    expect(await found(q)).toEqual([title]);
  });

  it.each(['amp', 'lt', 'br', 'li', 'em', 'zebrafishquokka', '程编', '学编', '!!!', '🎨'])(
    'does not find %s',
    async (q) => {
      expect(await found(q)).toEqual([]);
    },
  );

  it('rebuilds words in an outdated form at startup', async () => {
    const words = { form: 0, title: '', subtitle: '', description: '' };
    const em = fixture.course.em();
    await em.nativeUpdate(CatalogEntry, { title: 'Animals' }, { words });
    await em.nativeUpdate(CatalogEntry, { title: 'Node.js' }, { words: null });
    expect(await found('quokka')).toEqual([]);
    // Another process of the service does so when it starts.
    await fixture.course.replica();
    expect(await found('quokka')).toEqual(['Animals']);
    expect(await found('node')).toEqual(['Node.js']);
  });

  it('replaces outdated indexes in a migration', async () => {
    const catalog = collectionOf(fixture.course.em(), CatalogEntry);
    await catalog.dropIndex('catalog_text');
    await catalog.dropIndex('catalog_by_price');
    await catalog.createIndex(
      { title: 'text', searchText: 'text' },
      { name: 'catalog_text', default_language: 'none', language_override: 'stemmedAs' },
    );
    await catalog.createIndex({ visible: 1, priceMinor: 1 }, { name: 'catalog_by_price' });
    await migrate(fixture.course.get<MikroORM>(MikroORM), database, fixture.course.get(Logger));
    expect(await found('编程')).toEqual(['学习编程入门']);
    const indexes = new Map((await catalog.indexes()).map(({ name, key }) => [name, key]));
    expect(Object.keys(indexes.get('catalog_by_price') ?? {})).toContain('currency');
    for (const { name } of CATALOG_INDEXES) expect(indexes.has(name)).toBe(true);
  });

  it('rejects HTML that is too deep in every field', async () => {
    const deep = `${'<em>'.repeat(100)}x`;
    const draft = await fixture.draft();
    const read = await fixture.get(`/courses/${draft.id}/draft`, fixture.instructor);
    const { version, sections } = read.body;
    const lessons = `/courses/${draft.id}/sections/${sections[0].id}/lessons`;
    const lesson = `/courses/${draft.id}/lessons/${sections[0].lessons[0].id}`;
    const responses = [
      await fixture.post('/courses', { title: 'Deep', description: deep }),
      await fixture.change('patch', `/courses/${draft.id}/draft`, version, { description: deep }),
      await fixture.post(lessons, { title: 'Deep', kind: 'article', article: deep }),
      await fixture.change('patch', lesson, version, { article: deep }),
    ];
    for (const { status, body } of responses) {
      expect([status, body.code]).toEqual([422, 'course.html_too_deep']);
    }
  });
});
