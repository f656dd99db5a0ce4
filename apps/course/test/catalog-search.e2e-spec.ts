import { CourseFixture } from './course.fixture';

describe('catalog search', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.startWithSearch({
      CATALOG_CACHE_MS: '0',
      RATE_LIMIT_READ: '1000',
    });
    const animals = '<p>Zebrafish</p><p>Quokka<br>Numbat</p><ul><li>Fossa</li><li>Saiga</li></ul>';
    await fixture.published({ title: 'Animals', description: animals });
    await fixture.published({
      title: 'İstanbul & Crème Brûlée',
      description: '<p>R&amp;D &lt;chords&gt; un<em>break</em>able, only examples.</p>',
    });
    await fixture.published({ title: '学习编程入门', subtitle: 'プログラミング' });
    await fixture.published({ title: '프로그래밍을 배우자', subtitle: 'ภาษาไทย' });
    await fixture.published({ title: 'Node.js', subtitle: 'Σοφός στο Διαδίκτυο' });
    await fixture.searched();
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

  it.each(['amp', 'lt', 'li', 'em', 'zebrafishquokka', '程编', '学编', '!!!', '🎨'])(
    'does not find %s',
    async (q) => {
      expect(await found(q)).toEqual([]);
    },
  );

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
