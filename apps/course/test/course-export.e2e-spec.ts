import { get } from 'node:http';
import { Readable } from 'node:stream';
import { newId } from '@course-plateform/common/kernel';
import { ObjectStorage } from '@course-plateform/common/storage';
import { eventually } from '@course-plateform/common/test-kit';
import { bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Media } from '../src/media/media.entity';
import { ArchiveClient, courseJsonOf, entriesOf } from './archive.fixture';
import { LessonFixture } from './lesson.fixture';
import { photo, sample, sha256 } from './media.fixture';

const SRT = Buffer.from('1\n00:00:00,000 --> 00:00:01,000\nHello\n');

describe('the export of a course', () => {
  let lessons: LessonFixture;
  let client: ArchiveClient;
  let draft: CourseDraftResponse;
  let cover: Buffer;
  const video = sample('two-seconds.mp4');

  beforeAll(async () => {
    lessons = await LessonFixture.start();
    client = new ArchiveClient(lessons.courses.course, lessons.courses.instructor);
    cover = await photo(800, 450);
    const { id: coverId } = await lessons.files.processedUpload('image', cover, {
      filename: 'Cover.jpg',
    });
    const mediaId = await lessons.video();
    const twin = await lessons.video();
    const { id: caption } = await lessons.files.processedUpload('caption', SRT);
    draft = await lessons.courses.draft({ title: 'Web servers, from A to Ω', coverId });
    const { body } = await lessons.add(draft, { kind: 'video', mediaId, title: 'Watch' });
    const lessonId = body.sections[0].lessons.at(-1).id as string;
    const path = `/courses/${draft.id}/lessons/${lessonId}`;
    await lessons.courses
      .change('put', `${path}/captions/en`, body.version, { mediaId: caption, isDefault: true })
      .expect(200);
    await lessons.courses
      .post(`${path}/resources`, { title: 'Once more', mediaId: twin })
      .expect(201);
  });

  afterAll(() => lessons.courses.stop());

  it('is one archive of what the author wrote, with each file once', async () => {
    const response = await client.export(draft.id).expect(200);
    expect(response.headers).toMatchObject({
      'content-type': 'application/zip',
      'content-length': String((response.body as Buffer).length),
      'content-disposition': expect.stringContaining(
        `filename*=UTF-8''Web%20servers%2C%20from%20A%20to%20%CE%A9.zip`,
      ),
    });
    const entries = await entriesOf(response.body as Buffer);
    const files = [cover, video, SRT];
    expect([...entries.keys()]).toEqual([
      'course.json',
      ...files.map((bytes) => `media/${sha256(bytes)}`),
    ]);
    for (const bytes of files) expect(entries.get(`media/${sha256(bytes)}`)).toEqual(bytes);
    const [coverFile, watched, caption, twin] = (await courseJsonOf(response.body as Buffer)).media;
    expect(coverFile).toEqual({
      ...{ id: coverFile?.id, kind: 'image', name: 'Cover.jpg' },
      ...{ sha256: sha256(cover), sizeBytes: cover.length },
    });
    expect(twin).toMatchObject({ kind: 'video', sha256: watched?.sha256 });
    expect(twin?.id).not.toBe(watched?.id);
    expect(await courseJsonOf(response.body as Buffer)).toMatchObject({
      ...{ format: 'course-plateform.course', version: 1 },
      course: {
        title: 'Web servers, from A to Ω',
        description: draft.description,
        categoryId: draft.categoryId,
        price: draft.listPrice,
        coverId: coverFile?.id,
      },
      sections: [
        {
          title: 'Getting started',
          lessons: [
            { kind: 'article', article: '<p>It begins with a request.</p>', durationSeconds: 300 },
            {
              ...{ kind: 'video', title: 'Watch', mediaId: watched?.id },
              captions: [{ locale: 'en', mediaId: caption?.id, isDefault: true }],
              resources: [{ title: 'Once more', mediaId: twin?.id, url: null }],
            },
          ],
        },
      ],
    });
  });

  it('says nothing about its users, and names no place in the storage', async () => {
    const { body } = await client.export(draft.id);
    const json = JSON.stringify(await courseJsonOf(body as Buffer));
    const media = await lessons.courses.course.stored(Media);
    const ids = [lessons.courses.instructor.id, draft.id, ...media.map(({ id }) => id)];
    for (const id of ids) expect(json).not.toContain(id);
    expect(json).not.toContain('originals');
  });

  it('is the same again, and not sent to those who have it', async () => {
    const first = await client.export(draft.id);
    expect((await client.export(draft.id)).body).toEqual(first.body);
    const tag = String(first.headers['etag']);
    const second = await client.export(draft.id, { 'If-None-Match': tag });
    expect(second.status).toBe(304);
    const head = await lessons.courses.course.http
      .head(`/api/v1/courses/${draft.id}/exports`)
      .set(bearer(client.user))
      .expect(200);
    expect(head.headers).toMatchObject({
      'content-length': first.headers['content-length'],
      etag: tag,
    });
  });

  it('is for the author and administrators', async () => {
    const { course, admin } = lessons.courses;
    await new ArchiveClient(course, admin).export(draft.id).expect(200);
    const stranger = new ArchiveClient(course, await course.user(Role.instructor));
    const [foreign, absent] = [await stranger.export(draft.id), await stranger.export(newId())];
    for (const response of [foreign, absent]) {
      expect(response.status).toBe(404);
      expect(JSON.parse(String(response.body))).toMatchObject({ code: 'course.not_found' });
    }
    const learner = new ArchiveClient(course, await course.user(Role.user));
    await learner.export(draft.id).expect(403);
  });

  it('breaks off when a file cannot be read, so that no caller takes it for whole', async () => {
    const storage = lessons.courses.course.get(ObjectStorage);
    const failing = jest.spyOn(storage, 'read').mockImplementation(() =>
      Promise.resolve(
        Readable.from(
          (function* () {
            yield Buffer.alloc(10);
            throw new Error('The disk is gone');
          })(),
        ),
      ),
    );
    await expect(client.export(draft.id)).rejects.toThrow(/aborted|hang up|ECONNRESET/);
    failing.mockRestore();
  });

  it('reads as fast as the caller does, and stops when the caller hangs up', async () => {
    const storage = lessons.courses.course.get(ObjectStorage);
    let given = 0;
    const endless = new Readable({
      read() {
        given += 65_536;
        this.push(Buffer.alloc(65_536));
      },
    });
    const reading = jest.spyOn(storage, 'read').mockResolvedValue(endless);
    const address = `${lessons.courses.course.url}/api/v1/courses/${draft.id}/exports`;
    const request = get(address, { headers: bearer(client.user) });
    request.on('error', () => undefined);
    const response = await new Promise<Readable>((resolve) => request.on('response', resolve));
    await new Promise((resolve) => response.once('readable', resolve));
    // Nothing reads on, so the buffers between the two fill and the rest waits.
    let before = -1;
    await eventually('the storage is not read any more', () => {
      const isStill = given === before;
      before = given;
      return Promise.resolve(isStill);
    });
    expect(given).toBeLessThan(64 * 1024 * 1024);
    expect(endless.destroyed).toBe(false);
    request.destroy();
    await eventually('the file is closed', () => Promise.resolve(endless.destroyed));
    reading.mockRestore();
  });
});
