import { readPdf } from '@course-plateform/common/test-kit';
import { DocumentBusy, DocumentRenderer } from '../src';

const DATE = new Date('2026-01-31T12:34:56Z');
const TEMPLATE = '#title()\n#own(data.text)\n#table(columns: 2, table.header[A][B], [1], [2])\n';

describe('documents', () => {
  const renderer = new DocumentRenderer();

  afterAll(() => renderer.onApplicationShutdown());

  const render = (text: string, template = TEMPLATE) =>
    renderer.render({ template, data: { text }, title: 'A document', locale: 'en', date: DATE });

  it('are tagged, name their language and title, and embed every font', async () => {
    const document = await readPdf(await render('Hello'));
    expect(document).toMatchObject({
      ...{ language: 'en', title: 'A document', isMarked: true, displaysTitle: true, pages: 1 },
      roles: expect.arrayContaining(['Document', 'P', 'Table', 'THead', 'TR', 'TH', 'TD']),
    });
    expect(document.fonts.length).toBeGreaterThan(0);
    expect(document.fonts.every(({ isEmbedded }) => isEmbedded)).toBe(true);
    expect(document.identifiers).toEqual({ pdfa: '2A', pdfua: '1' });
  });

  it('are the same bytes for the same input', async () => {
    const [first, second] = [await render('Same'), await render('Same')];
    expect(first.equals(second)).toBe(true);
    expect(first.equals(await render('Another'))).toBe(false);
  });

  it.each([
    'Học viên Ė',
    'Ελληνικά и кириллица',
    'متعلم العربية',
    '学习者 日本語 かな',
    '한국어 사용자',
    'עברית',
    'O’Neil • “quoted” – 100 %',
  ])('hold %s as it was written', async (text) => {
    const { text: read } = await readPdf(await render(text));
    // Words: those from right to left stand in the order in which they are on the page.
    for (const word of text.split(' ')) expect(read).toContain(word);
  });

  it.each(['ผู้เรียน', 'हिन्दी', '🎓'])('print %s without a box', async (text) => {
    expect((await readPdf(await render(text))).text).not.toContain('\uFFFD');
  });

  it.each([
    ['an unknown sign', 'a𐨀b', 'a\uFFFDb'],
    ['private use', 'a\uE000b', 'a\uFFFDb'],
    ['a lone surrogate', 'a\uD800b', 'a\uFFFDb'],
    ['control characters', 'a\u0007\u0000b', 'a b'],
  ])('lose one sign to %s', async (_what, text, printed) => {
    expect((await readPdf(await render(text))).text).toContain(printed);
  });

  it('never run the text of a user as markup', async () => {
    const text = '#set page(fill: red) = $x^2$ *b* @ref <l> // c `r` "q" \\';
    expect((await readPdf(await render(text))).text.replaceAll('\n', ' ')).toContain(text);
  });

  it('wrap a long word within the page', async () => {
    const document = await readPdf(await render('W'.repeat(300)));
    expect(document.text.replace(/\s/g, '')).toContain('W'.repeat(300));
    expect(document.widest).toBeLessThanOrEqual(595 - 2 * 56);
  });

  it('name what is wrong with a template', async () => {
    await expect(render('', '#nothing()')).rejects.toThrow('unknown variable: nothing');
    expect((await readPdf(await render('still works'))).text).toContain('still works');
  });

  it('refuse more than fit into the queue, and write the others', async () => {
    const results = await Promise.allSettled(
      Array.from({ length: 60 }, (_, index) => render(`Number ${String(index)}`)),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(9);
    for (const { reason } of refused) expect(reason).toBeInstanceOf(DocumentBusy);
  });
});
