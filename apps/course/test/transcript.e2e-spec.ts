import { bearer } from '@course-plateform/common/testing';
import { newId } from '@course-plateform/common/kernel';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import { Transcript } from '../src/media/transcript.entity';
import type { TranscriptMatchResponse } from '../src/transcript/transcript.dto';
import { LessonFixture, type WrittenLesson } from './lesson.fixture';

const ENGLISH = `WEBVTT

00:01.000 --> 00:02.500
A <b>browser</b> sends a request &amp; waits.

00:02.500 --> 00:04.000
The server responds: café, Straße.
`;
const CHINESE = '1\n00:00:05,000 --> 00:00:06,000\n我们学习编程\n';

describe('transcripts', () => {
  let fixture: LessonFixture;
  let video: WrittenLesson;
  let captionIds: string[];

  beforeAll(async () => {
    fixture = await LessonFixture.start();
    const mediaId = await fixture.video();
    video = await fixture.added({ kind: 'video', mediaId, title: 'Requests' });
    captionIds = [];
    let { version } = video;
    for (const [locale, text] of [
      ['en', ENGLISH],
      ['zh', CHINESE],
    ] as const) {
      const { id } = await fixture.files.processedUpload('caption', Buffer.from(text));
      captionIds.push(id);
      const path = `/courses/${video.courseId}/lessons/${video.lesson.id}/captions/${locale}`;
      const { body } = await fixture.courses
        .change('put', path, version, { mediaId: id })
        .expect(200);
      version = body.version;
    }
    await fixture.courses.approve(video.courseId);
    await fixture.courses.post(`/courses/${video.courseId}/publications`).expect(201);
  });

  beforeEach(() => fixture.courses.enroll(1));

  afterAll(() => fixture.courses.stop());

  const search = (query: object, user = fixture.courses.instructor) =>
    fixture.courses.course.http
      .get(`/api/v1/courses/${video.courseId}/transcript-matches`)
      .query(query)
      .set(bearer(user));

  const textsFor = async (query: object): Promise<string[]> =>
    (await search(query)).body.items.map(({ text }: TranscriptMatchResponse) => text);

  it('tell a learner where something is said', async () => {
    const learner = await fixture.courses.course.user();
    const { body, status } = await search({ q: 'request' }, learner);
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          ...{ lessonId: video.lesson.id, lessonTitle: 'Requests', language: 'en' },
          ...{ startSeconds: 1, endSeconds: 2.5, text: 'A browser sends a request & waits.' },
        },
      ],
    });
  });

  it.each([
    ['the beginning of a word', 'serv', 'The server responds: café, Straße.'],
    ['several words in any order', 'waits BROWSER', 'A browser sends a request & waits.'],
    ['words without their accents', 'cafe', 'The server responds: café, Straße.'],
    ['another way to write a letter', 'strasse', 'The server responds: café, Straße.'],
    ['a part of a text without spaces', '编程', '我们学习编程'],
  ])('are found by %s', async (_what, q, text) => {
    expect(await textsFor({ q })).toEqual([text]);
  });

  it.each([
    ['the end of a word', { q: 'quest' }],
    ['words of two cues', { q: 'browser server' }],
    ['characters that do not follow each other', { q: '学编' }],
    ['a pattern', { q: 'serv.*' }, ['The server responds: café, Straße.']],
    ['signs alone', { q: '<>.*' }],
    ['another language', { q: 'request', language: 'zh' }],
    ['a language without captions', { q: 'request', language: 'fr' }],
  ])('are not found by %s', async (_what, query, found: string[] = []) => {
    expect(await textsFor(query)).toEqual(found);
  });

  it('are searched in one language', async () => {
    expect(await textsFor({ q: '编', language: 'zh' })).toHaveLength(1);
  });

  it('are for those who learn the course', async () => {
    const user = await fixture.courses.course.user();
    const anonymous = await fixture.courses.get(
      `/courses/${video.courseId}/transcript-matches?q=request`,
    );
    expect(anonymous.status).toBe(401);
    fixture.courses.enrollments.respondWith(() => ({ enrollment: null }));
    expect((await search({ q: 'request' }, user)).body).toMatchObject({
      ...{ status: 402, code: 'course.not_entitled' },
    });
    fixture.courses.enroll(1, EnrollmentStatus.suspended);
    expect((await search({ q: 'request' }, user)).body.code).toBe('course.access_disputed');
    const draft = await fixture.courses.draft();
    for (const id of [draft.id, newId()]) {
      fixture.courses.enrollments.respondWith(() => ({ enrollment: null }));
      const path = `/courses/${id}/transcript-matches?q=request`;
      const { body } = await fixture.courses.get(path, user);
      expect(body).toMatchObject({ status: 404, code: 'course.not_found' });
    }
  });

  it('go with their captions', async () => {
    const { id } = await fixture.files.processedUpload('caption', Buffer.from(CHINESE));
    const stored = () => fixture.courses.course.stored(Transcript, { id });
    expect(await stored()).toHaveLength(1);
    await fixture.files.remove(id).expect(204);
    expect(await stored()).toEqual([]);
    expect(await fixture.courses.course.stored(Transcript)).toHaveLength(captionIds.length);
  });
});
