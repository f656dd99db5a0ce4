import { deflateSync } from 'node:zlib';
import { LessonFixture } from './lesson.fixture';

/** A PDF (ISO 32000-1) of empty pages. @param more in its trailer */
function pdf(pages: number, kids = pages, more = ''): Buffer {
  const ids = Array.from({ length: kids }, (_, index) => `${index + 3} 0 R`);
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages} /Kids [${ids.join(' ')}] >>`,
    ...ids.map(() => '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >>'),
  ];
  let text = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${rows}`;
  const end = `trailer\n<< /Size ${size} /Root 1 0 R ${more} >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(text + table + end);
}

/** Opens with a password that is not the empty one: no key fits these bytes. */
const LOCKED = `/ID [<${'00'.repeat(16)}> <${'00'.repeat(16)}>] /Encrypt << /Filter /Standard /V 2 /R 3
/Length 128 /P -4 /O <${'17'.repeat(32)}> /U <${'2a'.repeat(32)}> >>`;

/** A few kilobytes that list more objects than the thread has memory for. */
function overfull(): Buffer {
  const count = 1 << 24;
  const rows = deflateSync(Buffer.alloc(4 * count));
  const start = '%PDF-1.7\n';
  const entries = `/Type /XRef /Size ${count} /W [1 2 1] /Root 1 0 R`;
  const head = `1 0 obj\n<< ${entries} /Filter /FlateDecode /Length ${rows.length} >>\nstream\n`;
  const end = `\nendstream\nendobj\nstartxref\n${start.length}\n%%EOF\n`;
  return Buffer.concat([Buffer.from(start + head), rows, Buffer.from(end)]);
}

describe('documents', () => {
  let fixture: LessonFixture;

  beforeAll(async () => {
    fixture = await LessonFixture.start();
  });

  afterAll(() => fixture.courses.stop());

  it('have their pages counted, and are downloads for learners', async () => {
    const bytes = pdf(3);
    const media = await fixture.files.processedUpload('document', bytes);
    expect(media).toMatchObject({
      ...{ status: 'ready', contentType: 'application/pdf', pages: 3, streamable: false },
      ...{ durationSeconds: null, width: null, height: null, codecs: [] },
    });
    const { lesson } = await fixture.added({
      ...{ kind: 'document', mediaId: media.id, durationSeconds: 600 },
    });
    expect(lesson).toMatchObject({ kind: 'document', mediaId: media.id, durationSeconds: 600 });
    const { body } = await fixture.courses
      .post(`/media/${media.id}/playback-grants`, {})
      .expect(201);
    expect(body).toMatchObject({ streamUrl: null, durationSeconds: null });
    const { pathname, search } = new URL(body.url);
    const response = await fetch(`${fixture.courses.course.url}${pathname}${search}`);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="A file"');
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes);
  });

  it('have the pages that are there, whatever they say', async () => {
    const media = await fixture.files.processedUpload('document', pdf(20_001, 1));
    expect(media).toMatchObject({ status: 'ready', pages: 1 });
  });

  it.each([
    ['no page', pdf(0), 'unreadable'],
    ['a password', pdf(1, 1, LOCKED), 'unreadable'],
    ['more objects than memory holds', overfull(), 'unreadable'],
    ['nothing after its first line', Buffer.from('%PDF-1.7\nnothing'), 'unreadable'],
    [
      'the text of a page',
      Buffer.from('<!doctype html><script>alert(1)</script>'),
      'type_unsupported',
    ],
  ])('are refused with %s', async (_what, bytes, failure) => {
    const media = await fixture.files.processedUpload('document', bytes);
    expect(media).toMatchObject({ status: 'failed', failure, pages: null });
  });
});
