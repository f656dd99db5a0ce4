import { newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import { Role } from '@course-plateform/types/platform';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Course } from '../src/course/course.entity';
import { ImportCheckService } from '../src/course-import/import-check.service';
import { Media } from '../src/media/media.entity';
import {
  ArchiveClient,
  type CourseJson,
  archiveOf,
  courseJsonOf,
  entriesOf,
} from './archive.fixture';
import { ImportFixture } from './import.fixture';
import { sha256 } from './media.fixture';

describe('the import of a course', () => {
  let fixture: ImportFixture;
  let archive: Buffer;
  let json: CourseJson;
  let files: Buffer[];

  beforeAll(async () => {
    fixture = await ImportFixture.start();
    archive = await fixture.archive();
    json = await courseJsonOf(archive);
    files = [...(await entriesOf(archive)).values()].slice(1);
  });

  afterAll(() => fixture.stop());

  /** The archive with another `course.json`. */
  const changed = (change: (copy: CourseJson) => void): Buffer => {
    const copy = structuredClone(json);
    change(copy);
    return archiveOf(copy, files);
  };

  it('makes the same draft again, with the same files, for another instructor', async () => {
    const instructor = await fixture.newClient();
    const { body, status, headers } = await instructor.import(archive);
    expect(body).toMatchObject({ title: json.course['title'] });
    expect(status).toBe(201);
    const draft = body as CourseDraftResponse;
    expect(headers['location']).toBe(`/api/v1/courses/${draft.id}/draft`);
    expect(draft).toMatchObject({
      ...{ instructorId: instructor.user.id, status: 'draft', publication: 0, version: 1 },
    });
    expect(withoutIds(draft)).toEqual(withoutIds(fixture.draft));
    // The archive has no other ids than its own, so it is the same one.
    expect((await instructor.export(draft.id)).body).toEqual(
      expect.objectContaining({ length: archive.length }),
    );
    expect(await courseJsonOf((await instructor.export(draft.id)).body as Buffer)).toEqual(json);
    const media = await fixture.service.stored(Media, { ownerId: instructor.user.id });
    expect(media.map(({ sha256: hash }) => hash).sort()).toEqual(
      json.media.map(({ sha256: hash }) => hash).sort(),
    );
    for (const one of media) expect(one.courseIds).toEqual([draft.id]);
    expect(await instructor.used()).toBe(
      json.media.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    );
  });

  it('stores nothing in a dry run, and says what it would make', async () => {
    const instructor = await fixture.newClient();
    const before = await fixture.everything();
    const { body, status } = await instructor.import(archive, '?dryRun=true');
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ valid: true, errors: [], errorsLeftOut: 0 },
      ...{ sectionCount: 1, lessonCount: 5, quizCount: 0, fileCount: json.media.length },
      sizeBytes: json.media.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    });
    expect(await fixture.everything()).toEqual(before);
  });

  it.each<[string, string, string, (copy: CourseJson) => void]>([
    ['a title', 'course.title', 'field.is_length', (copy) => (copy.course['title'] = 'x')],
    [
      'a lesson',
      'sections[0].lessons[1].title',
      'field.is_length',
      (copy) => (lesson(copy, 1)['title'] = 'x'.repeat(121)),
    ],
    [
      'a kind',
      'sections[0].lessons[1].kind',
      'field.is_enum',
      (copy) => (lesson(copy, 1)['kind'] = 'scorm'),
    ],
    [
      'a field',
      'sections[0].lessons[0].surprise',
      'field.unknown',
      (copy) => (lesson(copy, 0)['surprise'] = 1),
    ],
    [
      'a link',
      'sections[0].lessons[2]',
      'course.link_not_allowed',
      (copy) => (lesson(copy, 2)['url'] = 'http://127.0.0.1/'),
    ],
    [
      'the file of another kind',
      'sections[0].lessons[1]',
      'media.unusable',
      (copy) => (lesson(copy, 1)['mediaId'] = copy.media[0]?.id),
    ],
    [
      'a file that is not listed',
      'sections[0].lessons[1]',
      'media.unusable',
      (copy) => (lesson(copy, 1)['mediaId'] = newId()),
    ],
    [
      'a file that is not there',
      'media[0].sha256',
      'course_import.media_missing',
      (copy) => ((copy.media[0] as { sha256: string }).sha256 = 'f'.repeat(64)),
    ],
    [
      'a size',
      'media[0].sizeBytes',
      'course_import.media_size',
      (copy) => ((copy.media[0] as { sizeBytes: number }).sizeBytes += 1),
    ],
    [
      'an id that is there twice',
      'media[1].id',
      'course_import.id_repeated',
      (copy) => ((copy.media[1] as { id: string }).id = copy.media[0]?.id ?? ''),
    ],
    [
      'a file of no lesson',
      'media[0]',
      'course_import.media_unused',
      (copy) => {
        copy.course['coverId'] = null;
        lesson(copy, 1)['resources'] = [];
      },
    ],
    [
      'a file that is not listed any more',
      'media',
      'course_import.media_unlisted',
      (copy) => {
        copy.course['coverId'] = null;
        copy.media.shift();
      },
    ],
    [
      'a kind that is not that of the file',
      'media[0]',
      'course_import.media_refused',
      (copy) => ((copy.media[0] as { kind: string }).kind = 'document'),
    ],
    [
      'a price',
      'course.price',
      'course.price_too_high',
      (copy) => (copy.course['price'] = { amountMinor: 100_000_001, currency: 'USD' }),
    ],
    ['a later version', 'version', 'course_import.version_unknown', (copy) => (copy.version = 2)],
    ['another format', 'format', 'course_import.format_unknown', (copy) => (copy.format = 'scorm')],
    [
      'sections that are none',
      'sections',
      'course_import.list_invalid',
      (copy) => (copy.sections = {} as never),
    ],
    [
      'captions of a text',
      'sections[0].lessons[0].captions[0]',
      'course.lesson_without_sound',
      (copy) => (lesson(copy, 0)['captions'] = lesson(copy, 1)['captions']),
    ],
    [
      'a language twice',
      'sections[0].lessons[1].captions[1].locale',
      'course_import.locale_repeated',
      (copy) =>
        (lesson(copy, 1)['captions'] as object[]).push(
          (lesson(copy, 1)['captions'] as object[])[0] as object,
        ),
    ],
    [
      'HTML that is too deep',
      'course',
      'course.html_too_deep',
      (copy) => (copy.course['description'] = '<ul>'.repeat(80)),
    ],
  ])('names %s that is wrong by its path, and makes nothing', async (_what, path, code, change) => {
    const client = await fixture.newClient();
    const before = await fixture.everything();
    const wrong = changed(change);
    const { body } = await client.import(wrong, '?dryRun=true').expect(200);
    expect(body.valid).toBe(false);
    expect(body.errors).toContainEqual({ path, code, detail: expect.any(String) });
    const refused = await client.import(wrong).expect(422);
    expect(refused.body.code).toBe('course_import.invalid');
    expect(refused.body.errors).toHaveLength(body.errors.length);
    expect(await fixture.everything()).toEqual(before);
  });

  it('refuses files whose content is not what their names say', async () => {
    const client = await fixture.newClient();
    const cover = files[0] ?? Buffer.alloc(0);
    const other = Buffer.from(cover);
    other.writeUInt8((other.at(-10) ?? 0) ^ 1, other.length - 10);
    const wrong = fixture.archiveWith(json, [
      [sha256(cover), other],
      ...fixture.named(files.slice(1)),
    ]);
    const { body } = await client.import(wrong).expect(422);
    expect(body.errors).toMatchObject([
      { pointer: '/media/0', code: 'course_import.media_refused' },
    ]);
    expect(body.errors[0].detail).toContain('SHA-256');
  });

  it('gives the same course for the same key, and another archive none', async () => {
    const client = await fixture.newClient();
    const key = { 'Idempotency-Key': newId() };
    const both = await Promise.all([
      client.import(archive, '', key),
      client.import(archive, '', key),
    ]);
    const made = both.find(({ status }) => status === 201);
    const again = await client.import(archive, '', key).expect(201);
    expect(again.body).toEqual(made?.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const other = changed((copy) => (copy.course['title'] = 'Another one'));
    expect((await client.import(other, '', key)).body.code).toBe('idempotency.key_reused');
    const owned = { instructorId: client.user.id };
    expect(await fixture.service.stored(Course, owned)).toHaveLength(1);
  });

  it('is refused while others take the room there is, and takes place afterwards', async () => {
    const client = await fixture.newClient();
    const checks = fixture.service.get(ImportCheckService);
    const check = checks.check.bind(checks);
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const checking = jest.spyOn(checks, 'check').mockImplementation(async (...given) => {
      await held;
      return check(...given);
    });
    const dryRun = () => client.import(archive, '?dryRun=true');
    const running = [dryRun(), dryRun()].map(async (request) => (await request).status);
    await eventually('both are here', () => Promise.resolve(checking.mock.calls.length === 2));
    const before = await fixture.everything();
    for (const query of ['', '?dryRun=true']) {
      const { status, body, headers } = await client.import(archive, query);
      expect([status, body.code, headers['retry-after']]).toEqual([
        ...[503, 'course_import.busy', '30'],
      ]);
    }
    expect(await fixture.everything()).toEqual(before);
    release();
    expect(await Promise.all(running)).toEqual([200, 200]);
    checking.mockRestore();
    expect((await dryRun()).status).toBe(200);
  });

  it('leaves nothing behind when a file cannot be stored', async () => {
    const client = await fixture.newClient();
    const before = await fixture.everything();
    const key = { 'Idempotency-Key': newId() };
    const failing = fixture.failWriteAfter(2);
    expect((await client.import(archive, '', key)).status).toBe(500);
    failing.mockRestore();
    await fixture.settlesTo(before);
    expect(await client.used()).toBe(0);
    await client.import(archive, '', key).expect(201);
  });

  it('leaves nothing behind when the course cannot be stored', async () => {
    const client = await fixture.newClient();
    const before = await fixture.everything();
    const failing = fixture.failCourse();
    expect((await client.import(archive, '', { 'Idempotency-Key': newId() })).status).toBe(500);
    failing.mockRestore();
    await fixture.settlesTo(before);
    expect(await client.used()).toBe(0);
  });

  it('leaves unused files behind at most when its process dies, which a job removes', async () => {
    const client = await fixture.newClient();
    const before = await fixture.everything();
    const died = fixture.dieBeforeCourse();
    await client.import(archive);
    died.forEach((spy) => spy.mockRestore());
    await eventually('nothing works on what is left', async () => {
      const left = await fixture.service.stored(Media, { ownerId: client.user.id });
      return left.length > 0 && left.every((one) => one.streamStatus !== 'wanted' && !one.isHeld);
    });
    await fixture.sweep();
    await fixture.settlesTo(before);
    expect(await client.used()).toBe(0);
  });

  it('converts its recordings afterwards', async () => {
    const client = await fixture.newClient();
    const { body } = await client.import(archive).expect(201);
    const id = (body as CourseDraftResponse).sections[0]?.lessons[1] as { mediaId?: string };
    const [stored] = await fixture.service.stored(Media, { id: id.mediaId ?? '' });
    expect(stored).toMatchObject({ status: 'ready' });
    await eventually('it is converted', async () => {
      const [media] = await fixture.service.stored(Media, { id: id.mediaId ?? '' });
      return media?.streamStatus === 'made';
    });
  });

  it('is for instructors', async () => {
    const learner = new ArchiveClient(fixture.service, await fixture.service.user(Role.user));
    await learner.import(archive).expect(403);
    const anonymous = await fixture.service.http.post('/api/v1/course-imports');
    expect(anonymous.status).toBe(401);
    const client = await fixture.newClient();
    await client.import(archive).type('application/gzip').expect(415);
  });
});

function lesson(copy: CourseJson, at: number): Record<string, unknown> {
  const found = copy.sections[0]?.lessons[at];
  if (!found) throw new Error(`There is no lesson ${at}`);
  return found;
}

/** A draft without what is another one's in each course. */
function withoutIds(draft: CourseDraftResponse): unknown {
  const { slug: _slug, instructorId: _owner, createdAt: _at, updatedAt: _then, ...rest } = draft;
  const ids = /^(id|mediaId|coverId|promoVideoId|version)$/;
  return JSON.parse(
    JSON.stringify(rest, (name, value: unknown) =>
      ids.test(name) && value !== null ? 'an id' : value,
    ),
  );
}
