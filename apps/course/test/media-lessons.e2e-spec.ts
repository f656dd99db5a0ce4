import { DAY_MS, newId } from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { eventually } from '@course-plateform/common/test-kit';
import { Role } from '@course-plateform/types/platform';
import { userErased } from '@course-plateform/types/user';
import { Course } from '../src/course/course.entity';
import { MediaRemoval } from '../src/media/media-removal.entity';
import { Media } from '../src/media/media.entity';
import { MediaJobs } from '../src/media/media.job';
import { CourseFixture } from './course.fixture';
import { LessonFixture } from './lesson.fixture';
import { MediaClient, photo, sample } from './media.fixture';

describe('lessons that are files', () => {
  let fixture: LessonFixture;
  let courses: CourseFixture;

  beforeAll(async () => {
    fixture = await LessonFixture.start();
    ({ courses } = fixture);
  });

  afterAll(() => courses.stop());

  const media = async (id: string) => (await fixture.files.get(`/media/${id}`).expect(200)).body;

  it.each([
    ['video', 'two-seconds.mp4', 2],
    ['audio', 'three-seconds.mp3', 3],
  ])('of the kind %s take as long as their file', async (kind, file, durationSeconds) => {
    const { id: mediaId } = await fixture.files.processedUpload(kind, sample(file));
    expect(await media(mediaId)).toMatchObject({
      courseIds: [],
      unusedSince: expect.any(String),
    });
    const { courseId, lesson } = await fixture.added({ kind, mediaId });
    expect(lesson).toEqual({
      ...{ id: expect.any(String), title: 'A lesson', kind, preview: false },
      ...{ durationSeconds, mediaId, captions: [], resources: [] },
    });
    expect(await media(mediaId)).toMatchObject({ courseIds: [courseId], unusedSince: null });
    const unused = await fixture.files.get('/media?unused=true').expect(200);
    expect(JSON.stringify(unused.body)).not.toContain(mediaId);
    const used = await fixture.files.get('/media?unused=false').expect(200);
    expect(JSON.stringify(used.body)).toContain(mediaId);
    const read = await courses
      .get(`/courses/${courseId}/lessons/${lesson.id}`, courses.instructor)
      .expect(200);
    expect(read.body).toEqual(lesson);
  });

  it('change their file, which frees the one before', async () => {
    const [first, second] = [await fixture.video(), await fixture.video()];
    const { courseId, lesson, version } = await fixture.added({ kind: 'video', mediaId: first });
    const path = `/courses/${courseId}/lessons/${lesson.id}`;
    await courses.change('patch', path, version, { mediaId: second }).expect(200);
    expect([await media(first), await media(second)]).toMatchObject([
      { courseIds: [], unusedSince: expect.any(String) },
      { courseIds: [courseId], unusedSince: null },
    ]);
  });

  it('are refused with files that cannot be used', async () => {
    const image = await fixture.files.processedUpload('image', await photo(20, 20));
    const other = new MediaClient(courses.course, await courses.course.user(Role.instructor));
    const foreign = await other.processedUpload('video', sample('two-seconds.mp4'));
    const arriving = await fixture.files.begun({ kind: 'video', filename: 'x' }, 100);
    const draft = await courses.draft();
    const before = await courses.course.stored(Course, { id: draft.id });
    for (const mediaId of [image.id, foreign.id, arriving, newId()]) {
      const refused = await fixture.add(draft, { kind: 'video', mediaId });
      expect(refused.status).toBe(422);
      expect(refused.body).toMatchObject({ code: 'media.unusable' });
    }
    expect(await courses.course.stored(Course, { id: draft.id })).toEqual(before);
    expect((await other.get(`/media/${foreign.id}`)).body).toMatchObject({ courseIds: [] });
  });

  it('keep their file from deletion until nothing contains it', async () => {
    const mediaId = await fixture.video();
    const written = await fixture.added({ kind: 'video', mediaId });
    const refused = await fixture.files.remove(mediaId);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'media.in_use', courseIds: [written.courseId] });
    expect(await fixture.files.keys(mediaId)).not.toEqual([]);
    await fixture.remove(written).expect(200);
    await fixture.files.remove(mediaId).expect(204);
    expect(await fixture.files.keys(mediaId)).toEqual([]);
  });

  it('free their file with a draft that is deleted', async () => {
    const mediaId = await fixture.video();
    const { courseId, version } = await fixture.added({ kind: 'video', mediaId });
    await courses.change('delete', `/courses/${courseId}`, version).expect(204);
    expect(await media(mediaId)).toMatchObject({ courseIds: [] });
  });

  it('keep their file for the learners of a publication', async () => {
    const mediaId = await fixture.video();
    const written = await fixture.published(mediaId);
    await fixture.remove(written).expect(200);
    expect(await media(mediaId)).toMatchObject({ courseIds: [written.courseId] });
    expect((await fixture.files.remove(mediaId)).status).toBe(409);
  });

  it('never lose a file that is deleted at the same time', async () => {
    const outcomes: boolean[] = [];
    for (let n = 0; n < 5; n += 1) {
      const mediaId = await fixture.video();
      const draft = await courses.draft();
      const [added, removed] = await Promise.all([
        fixture.add(draft, { kind: 'video', mediaId }),
        fixture.files.remove(mediaId),
      ]);
      expect([
        [201, 409],
        [422, 204],
      ]).toContainEqual([added.status, removed.status]);
      const rows = await courses.course.stored(Media, { id: mediaId });
      outcomes.push(rows.length === (added.status === 201 ? 1 : 0));
    }
    expect(outcomes).toEqual([true, true, true, true, true]);
  });

  it('are swept by a job once no course has used them for long', async () => {
    const [used, recent, old] = [
      await fixture.video(),
      await fixture.video(),
      await fixture.video(),
    ];
    await fixture.added({ kind: 'video', mediaId: used });
    const collection = collectionOf(courses.course.em(), Media);
    const unusedSince = new Date(Date.now() - 181 * DAY_MS);
    await collection.updateOne({ _id: old as never }, { $set: { unusedSince } });
    const before = await fixture.files.used();
    await courses.course.get(MediaJobs).sweep();
    expect((await fixture.files.get(`/media/${old}`)).status).toBe(404);
    expect(await fixture.files.keys(old)).toEqual([]);
    expect(await fixture.files.used()).toBe(before - sample('two-seconds.mp4').length);
    for (const id of [used, recent]) expect(await media(id)).toMatchObject({ status: 'ready' });
  });
});

describe('files of an erased instructor', () => {
  let own: LessonFixture;

  beforeAll(async () => {
    own = await LessonFixture.start();
  });

  afterAll(() => own.courses.stop());

  it('are removed, but for those that learners have', async () => {
    const [published, drafted, unused] = [await own.video(), await own.video(), await own.video()];
    const { courseId } = await own.published(published);
    await own.added({ kind: 'video', mediaId: drafted });
    const { course, instructor } = own.courses;
    const payload = { userId: instructor.id };
    await course.events.publish(userErased, payload, { aggregateId: instructor.id });
    const left = await eventually('the erasure', async () => {
      const rows = await course.stored(Media, { ownerId: instructor.id });
      return rows.length === 1 && rows;
    });
    expect(left).toMatchObject([{ id: published, name: '', courseIds: [courseId] }]);
    const removals = await course.stored(MediaRemoval);
    expect(removals.map(({ id }) => id).toSorted()).toEqual([drafted, unused].toSorted());
  });
});

describe('lessons that are links', () => {
  let fixture: LessonFixture;

  beforeAll(async () => {
    fixture = await LessonFixture.start({ LESSON_LINK_HOSTS: 'example.org, wiki.example.com' });
  });

  afterAll(() => fixture.courses.stop());

  it.each(['https://example.org/a?b=c#d', 'https://deep.below.example.org/'])(
    'lead to %s',
    async (url) => {
      const { lesson } = await fixture.added({ kind: 'link', url, durationSeconds: 60 });
      expect(lesson).toEqual({
        ...{ id: expect.any(String), title: 'A lesson', kind: 'link', preview: false },
        ...{ durationSeconds: 60, url, captions: [], resources: [] },
      });
    },
  );

  it.each([
    'http://example.org/',
    'https://example.com/',
    'https://notexample.org/',
    'https://example.org.evil.test/',
    'https://example.org@evil.test/',
    'https://user:secret@example.org/',
    'https://example.org:8443/',
    'https://evil.test/?https://example.org/',
  ])('do not lead to %s', async (url) => {
    const draft = await fixture.courses.draft();
    const before = await fixture.courses.course.stored(Course, { id: draft.id });
    const refused = await fixture.add(draft, { kind: 'link', url });
    expect(refused.status).toBe(422);
    expect(refused.body).toMatchObject({ code: 'course.link_not_allowed' });
    expect(await fixture.courses.course.stored(Course, { id: draft.id })).toEqual(before);
  });
});

describe('articles', () => {
  let fixture: LessonFixture;

  beforeAll(async () => {
    fixture = await LessonFixture.start();
  });

  afterAll(() => fixture.courses.stop());

  it.each([
    ['nothing', '<p></p>', 0],
    ['480 words', `<p>${'word '.repeat(480)}</p>`, 120],
    ['Japanese', '<p>私は学生です。</p>', 1],
  ])('of %s take as long as they are read', async (_what, article, durationSeconds) => {
    const { lesson } = await fixture.added({ kind: 'article', article });
    expect(lesson).toMatchObject({ durationSeconds });
  });

  it('follow their text, unless someone has said how long they take', async () => {
    const long = '<p>One two three four, one two three four.</p>';
    const free = await fixture.added({ kind: 'article', article: '<p>One.</p>' });
    const set = await fixture.added({
      kind: 'article',
      article: '<p>One.</p>',
      durationSeconds: 9,
    });
    const durations: unknown[] = [];
    for (const { courseId, lesson, version } of [free, set]) {
      const path = `/courses/${courseId}/lessons/${lesson.id}`;
      const { body } = await fixture.courses.change('patch', path, version, { article: long });
      durations.push(body.sections[0].lessons.at(-1).durationSeconds);
    }
    expect(durations).toEqual([2, 9]);
  });
});
