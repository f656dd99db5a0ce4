import { readdirSync } from 'node:fs';
import os from 'node:os';
import { connect } from 'node:net';
import { deflateRawSync } from 'node:zlib';
import { eventually } from '@course-plateform/common/test-kit';
import { type CourseJson, type RawEntry, courseJsonOf, entriesOf, zipOf } from './archive.fixture';
import { ImportFixture } from './import.fixture';
import { sha256 } from './media.fixture';

const MEBIBYTE = 1024 * 1024;
const SYMLINK = 0o120_777;

describe('a hostile archive', () => {
  let fixture: ImportFixture;
  let entries: RawEntry[];
  let json: CourseJson;

  beforeAll(async () => {
    fixture = await ImportFixture.start({
      COURSE_IMPORT_MAXIMUM_BYTES: String(8 * MEBIBYTE),
      MEDIA_QUOTA_BYTES: String(4 * MEBIBYTE),
    });
    const archive = await fixture.archive();
    json = await courseJsonOf(archive);
    entries = [...(await entriesOf(archive))].map(([name, bytes]) => ({ name, bytes }));
  });

  afterAll(() => fixture.stop());

  const named = (name: string, entry: Partial<RawEntry> = {}): RawEntry => ({
    ...{ name, bytes: Buffer.from('harm'), ...entry },
  });
  const mediaName = `media/${'a'.repeat(64)}`;
  const first = (): RawEntry => entries[1] ?? named('');
  const packed = (bytes: Buffer, entry: Partial<RawEntry> = {}): Partial<RawEntry> => ({
    ...{ bytes: deflateRawSync(bytes), method: 8, declaredBytes: bytes.length, ...entry },
  });

  it.each<[string, () => RawEntry[], string, string]>([
    ['a path that leads out', () => [named('../../x')], '../../x', 'name'],
    ['a path that leads out of the media', () => [named('media/../../x')], 'media/../../x', 'name'],
    ['an absolute path', () => [named('/abs/x')], '/abs/x', 'name'],
    ['a path of Windows', () => [named('..\\..\\x')], '..\\..\\x', 'name'],
    ['a drive of Windows', () => [named('C:\\x')], 'C:\\x', 'name'],
    ['a name with a NUL', () => [named(`${mediaName}\0.txt`)], `${mediaName}?.txt`, 'name'],
    ['a name that turns the direction', () => [named('media/\u202Egpj')], 'media/?gpj', 'name'],
    ['an empty name', () => [named('')], '', 'name'],
    [
      'a link and a file through it',
      () => [named('media', { mode: SYMLINK, bytes: Buffer.from('/etc') }), named('media/passwd')],
      'media',
      'name',
    ],
    [
      'a link with the name of a file',
      () => [named(mediaName, { mode: SYMLINK })],
      mediaName,
      'link',
    ],
    ['a device', () => [named(mediaName, { mode: 0o020_666 })], mediaName, 'link'],
    ['two entries of one name', () => [first()], '', 'repeated'],
    ['an encrypted entry', () => [named(mediaName, { flags: 0x801 })], mediaName, 'encrypted'],
    ['an unknown compression', () => [named(mediaName, { method: 99 })], mediaName, 'method'],
    [
      'a size that is not stored',
      () => [named(mediaName, { declaredBytes: 9 })],
      mediaName,
      'size',
    ],
    ['a bomb', () => [named(mediaName, packed(Buffer.alloc(4 * MEBIBYTE)))], mediaName, 'ratio'],
  ])('with %s is refused by the name of the entry', async (_what, more, entry, reason) => {
    await refused(zipOf([...entries, ...more()]), 422, 'course_import.archive_unsafe', {
      ...(entry === '' && reason === 'repeated' ? { entry: first().name } : { entry }),
      reason,
    });
  });

  it('that unpacks to more than it says is refused while it is unpacked', async () => {
    const [course, file, ...rest] = entries;
    const lying = { ...file, ...packed(Buffer.alloc(MEBIBYTE)), declaredBytes: file?.bytes.length };
    const archive = zipOf([course as RawEntry, lying as RawEntry, ...rest]);
    await refused(archive, 422, 'course_import.archive_unsafe', {
      ...{ entry: file?.name, reason: 'size' },
    });
    const shorter = { ...file, ...packed(Buffer.from('short')), declaredBytes: file?.bytes.length };
    await refused(
      zipOf([course as RawEntry, shorter as RawEntry, ...rest]),
      422,
      'course_import.archive_unsafe',
      { entry: file?.name, reason: 'size' },
    );
  });

  it('whose entries share their bytes is refused', async () => {
    const archive = zipOf([...entries, named(mediaName)]);
    // The last entry of the list says that it is as large as all of the archive.
    const at = archive.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
    archive.writeUInt32LE(archive.length - 10, at + 20);
    archive.writeUInt32LE(archive.length - 10, at + 24);
    await refused(archive, 422, 'course_import.archive_unsafe', {
      ...{ entry: mediaName, reason: 'overlap' },
    });
  });

  it('that is too large, packed or unpacked, is refused', async () => {
    await refused(Buffer.alloc(9 * MEBIBYTE), 413, 'course_import.archive_too_large');
    const large = Array.from({ length: 3 }, (_, at) =>
      named(
        `media/${String(at).repeat(64)}`,
        packed(Buffer.alloc(3 * MEBIBYTE), { bytes: Buffer.alloc(MEBIBYTE / 8) }),
      ),
    );
    await refused(zipOf([...entries, ...large]), 413, 'course_import.archive_too_large');
  });

  it('with too many entries is refused before they are read', async () => {
    const archive = zipOf(entries);
    archive.writeUInt16LE(10_001, archive.length - 12);
    await refused(archive, 413, 'course_import.archive_too_large');
  });

  it.each<[string, () => Buffer]>([
    ['nothing', () => Buffer.alloc(0)],
    ['text', () => Buffer.from('Not an archive')],
    ['half an archive', () => zipOf(entries).subarray(0, 5000)],
    ['an archive without its last byte', () => zipOf(entries).subarray(0, -1)],
    ['an archive without its beginning', () => zipOf(entries).subarray(100)],
    ['an archive with a byte too much', () => Buffer.concat([zipOf(entries), Buffer.alloc(1)])],
    ['an archive whose list is damaged', () => damaged(zipOf(entries))],
  ])('that is %s is refused', async (_what, archive) => {
    await refused(archive(), 422, 'course_import.archive_unreadable');
  });

  it.each<[string, () => Buffer, string]>([
    ['is missing', () => zipOf(entries.slice(1)), 'course_import.course_missing'],
    ['is no JSON', () => withJson(Buffer.from('{"format":')), 'course_import.course_not_json'],
    ['is a list', () => withJson(Buffer.from('[]')), 'course_import.course_not_json'],
    [
      'is no UTF-8',
      () => withJson(Buffer.from('{"a":"\xff"}', 'latin1')),
      'course_import.course_not_json',
    ],
    ['is very deep', () => withJson(deep()), 'course_import.course_too_deep'],
  ])('whose course.json %s is refused', async (_what, archive, code) => {
    const { body } = await (
      await fixture.newClient()
    )
      .import(archive(), '?dryRun=true')
      .expect(200);
    expect(body.errors).toEqual([{ path: 'course.json', code, detail: expect.any(String) }]);
    await refused(archive(), 422, 'course_import.invalid');
  });

  it('that pollutes prototypes pollutes none', async () => {
    const polluted = JSON.stringify(json).replace('{', '{"__proto__":{"isAdmin":true},');
    await refused(withJson(Buffer.from(polluted)), 422, 'course_import.invalid');
    expect(Reflect.get({}, 'isAdmin')).toBeUndefined();
  });

  it('that is more than the quota leaves room for is refused, with what is used', async () => {
    const bytes = Buffer.alloc(5 * MEBIBYTE, 1);
    const copy = structuredClone(json);
    const [cover] = copy.media;
    Object.assign(cover ?? {}, { sha256: sha256(bytes), sizeBytes: bytes.length });
    const archive = zipOf([
      ...entries.slice(2),
      named('course.json', { bytes: Buffer.from(JSON.stringify(copy)) }),
      named(`media/${sha256(bytes)}`, { bytes }),
    ]);
    const { body } = await (await fixture.newClient()).import(archive, '?dryRun=true').expect(200);
    expect(body.errors).toContainEqual({
      ...{
        path: 'media',
        code: 'media.quota_exceeded',
        detail: expect.stringContaining('4,194,304'),
      },
    });
    await refused(archive, 422, 'course_import.invalid');
  });

  it('that breaks off leaves nothing in the temporary folder', async () => {
    const client = await fixture.newClient();
    const archive = zipOf(entries);
    const { hostname, port } = new URL(fixture.service.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(
      [
        'POST /api/v1/course-imports HTTP/1.1',
        `Host: ${hostname}`,
        `Authorization: Bearer ${client.user.token}`,
        'Content-Type: application/zip',
        `Content-Length: ${archive.length}`,
        '\r\n',
      ].join('\r\n'),
    );
    socket.write(archive.subarray(0, 5000));
    const before = await fixture.everything();
    await eventually('it arrives', () => Promise.resolve(folders().length > 0));
    socket.destroy();
    await eventually('the folder is gone', () => Promise.resolve(folders().length === 0));
    expect(await fixture.everything()).toEqual(before);
  });

  /** Refused for good and in a dry run, and nothing is any different. */
  async function refused(
    archive: Buffer,
    status: number,
    code: string,
    extensions: object = {},
  ): Promise<void> {
    const client = await fixture.newClient();
    const before = await fixture.everything();
    const queries = code === 'course_import.invalid' ? [''] : ['', '?dryRun=true'];
    for (const query of queries) {
      const response = await client.import(archive, query);
      expect(response.body).toMatchObject({ status, code, ...extensions });
    }
    expect(await fixture.everything()).toEqual(before);
    expect(await client.used()).toBe(0);
    expect(folders()).toEqual([]);
  }

  function withJson(bytes: Buffer): Buffer {
    return zipOf([{ name: 'course.json', bytes }, ...entries.slice(1)]);
  }
});

/** The folders that this process works in. */
function folders(): string[] {
  const owner = `course-media-${os.hostname()}-${process.pid}-`;
  return readdirSync(os.tmpdir()).filter((name) => name.startsWith(owner));
}

function damaged(archive: Buffer): Buffer {
  archive.write('XX', archive.indexOf(Buffer.from('PK\x01\x02', 'latin1')), 'latin1');
  return archive;
}

function deep(): Buffer {
  return Buffer.from(`{"format":${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
}
