import { newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Course } from '../src/course/course.entity';
import type { PlaybackGrantResponse } from '../src/media-playback/playback.dto';
import { LessonFixture, type WrittenLesson } from './lesson.fixture';
import { photo } from './media.fixture';

const SRT = '1\n00:00:00,000 --> 00:00:01,000\nHello\n';
const VTT = 'WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nHello\n';

describe('what comes with a lesson', () => {
  let fixture: LessonFixture;
  let videoId: string;

  beforeAll(async () => {
    fixture = await LessonFixture.start({ LESSON_LINK_HOSTS: 'example.org' });
    videoId = await fixture.video();
  });

  beforeEach(() => fixture.courses.enroll(1));

  afterAll(() => fixture.courses.stop());

  const uploaded = async (text: string) =>
    (await fixture.files.processedUpload('caption', Buffer.from(text))).id;

  const pathOf = ({ courseId, lesson }: WrittenLesson) =>
    `/courses/${courseId}/lessons/${lesson.id}`;

  const lessonIn = ({ sections }: CourseDraftResponse) => sections[0]?.lessons.at(-1);

  const storedOf = ({ courseId }: WrittenLesson) =>
    fixture.courses.course.stored(Course, { id: courseId });

  function setCaptions(of: WrittenLesson, locale: string, body: object, version = of.version) {
    return fixture.courses.change('put', `${pathOf(of)}/captions/${locale}`, version, body);
  }

  describe('as captions', () => {
    it('is stored as WebVTT, and given to players in each language', async () => {
      const [english, german] = [await uploaded(SRT), await uploaded(VTT)];
      const video = await fixture.added({ kind: 'video', mediaId: videoId });
      const first = await setCaptions(video, 'en', { mediaId: english, isDefault: true });
      expect(first.status).toBe(200);
      const second = await setCaptions(
        video,
        'de-AT',
        { mediaId: german, isDefault: true },
        first.body.version,
      );
      expect(lessonIn(second.body)).toMatchObject({
        captions: [
          { locale: 'en', mediaId: english, isDefault: false },
          { locale: 'de-AT', mediaId: german, isDefault: true },
        ],
      });
      await fixture.courses.approve(video.courseId);
      await fixture.courses.post(`/courses/${video.courseId}/publications`).expect(201);
      const learner = await fixture.courses.course.user();
      const lesson = { courseId: video.courseId, lessonId: video.lesson.id };
      const { body } = await fixture.courses
        .post(`/media/${videoId}/playback-grants`, { lesson }, learner)
        .expect(201);
      const { captions } = body as PlaybackGrantResponse;
      expect(captions).toMatchObject([
        { locale: 'en', label: 'English', isDefault: false },
        { locale: 'de-AT', label: 'Österreichisches Deutsch', isDefault: true },
      ]);
      for (const { url } of captions) {
        const { pathname, search } = new URL(url);
        const response = await fetch(`${fixture.courses.course.url}${pathname}${search}`);
        expect(response.headers.get('content-type')).toMatch(/^text\/vtt/);
        expect(await response.text()).toBe(VTT);
      }
      expect((await fixture.files.remove(english)).status).toBe(409);
    });

    it('is replaced and removed, which frees the file', async () => {
      const [before, after] = [await uploaded(SRT), await uploaded(VTT)];
      const video = await fixture.added({ kind: 'video', mediaId: videoId });
      const set = await setCaptions(video, 'en', { mediaId: before });
      const replaced = await setCaptions(video, 'en', { mediaId: after }, set.body.version);
      expect(lessonIn(replaced.body)?.captions).toEqual([
        { locale: 'en', mediaId: after, isDefault: false },
      ]);
      await fixture.files.remove(before).expect(204);
      const path = `${pathOf(video)}/captions/en`;
      const { version } = replaced.body;
      const removed = await fixture.courses.change('delete', path, version).expect(200);
      expect(lessonIn(removed.body)?.captions).toEqual([]);
      await fixture.files.remove(after).expect(204);
      const again = await fixture.courses.change('delete', path, removed.body.version);
      expect(again.body).toMatchObject({ status: 404, code: 'course.caption_not_found' });
    });

    it('is refused where it does not fit, and nothing changes', async () => {
      const captions = await uploaded(SRT);
      const video = await fixture.added({ kind: 'video', mediaId: videoId });
      const article = await fixture.added({ kind: 'article', article: '<p>x</p>' });
      const stored = [await storedOf(video), await storedOf(article)];
      const codes = [
        await setCaptions(video, 'en', { mediaId: videoId }),
        await setCaptions(video, 'en', { mediaId: newId() }),
        await setCaptions(video, 'english', { mediaId: captions }),
        await setCaptions(video, 'EN', { mediaId: captions }),
        await setCaptions(article, 'en', { mediaId: captions }),
        await setCaptions(video, 'en', { mediaId: captions }, video.version - 1),
      ].map(({ body }) => `${body.status} ${body.code}`);
      expect(codes).toEqual([
        '422 media.unusable',
        '422 media.unusable',
        '422 course.caption_locale_invalid',
        '422 course.caption_locale_invalid',
        '422 course.lesson_without_sound',
        '412 request.precondition_failed',
      ]);
      expect([await storedOf(video), await storedOf(article)]).toEqual(stored);
    });

    it('names the line that is wrong', async () => {
      const media = await fixture.files.processedUpload(
        'caption',
        Buffer.from('1\n00:00:02,000 --> 00:00:01,000\nHello\n'),
      );
      expect(media).toMatchObject({
        ...{ status: 'failed', failure: 'caption_invalid', failureLine: 2 },
      });
      await eventually('nothing is left', async () => {
        return (await fixture.files.keys(media.id)).length === 0;
      });
    });
  });

  describe('as resources', () => {
    it('is a file that learners download, or a link', async () => {
      const { id: mediaId } = await fixture.files.processedUpload('image', await photo(20, 20));
      const article = await fixture.added({ kind: 'article', article: '<p>x</p>' });
      const path = `${pathOf(article)}/resources`;
      await fixture.courses.post(path, { title: 'Plan', mediaId }).expect(201);
      const { body } = await fixture.courses
        .post(path, { title: 'More', url: 'https://example.org/more' })
        .expect(201);
      expect(lessonIn(body)?.resources).toEqual([
        { id: expect.any(String), title: 'Plan', mediaId, url: null },
        { id: expect.any(String), title: 'More', mediaId: null, url: 'https://example.org/more' },
      ]);
      await fixture.courses.approve(article.courseId);
      await fixture.courses.post(`/courses/${article.courseId}/publications`).expect(201);
      const learner = await fixture.courses.course.user();
      const lesson = { courseId: article.courseId, lessonId: article.lesson.id };
      const grant = () =>
        fixture.courses.post(`/media/${mediaId}/playback-grants`, { lesson }, learner);
      expect((await grant()).status).toBe(201);
      fixture.courses.enrollments.respondWith(() => ({ enrollment: null }));
      expect((await grant()).status).toBe(403);
    });

    it('is removed, which frees the file', async () => {
      const { id: mediaId } = await fixture.files.processedUpload('image', await photo(20, 20));
      const article = await fixture.added({ kind: 'article', article: '<p>x</p>' });
      const path = `${pathOf(article)}/resources`;
      const added = await fixture.courses.post(path, { title: 'Plan', mediaId }).expect(201);
      expect((await fixture.files.remove(mediaId)).status).toBe(409);
      const id = lessonIn(added.body)?.resources[0]?.id ?? '';
      await fixture.courses.change('delete', `${path}/${id}`, added.body.version).expect(200);
      await fixture.files.remove(mediaId).expect(204);
      const { body } = await fixture.courses.change(
        'delete',
        `${path}/${id}`,
        added.body.version + 1,
      );
      expect(body).toMatchObject({ code: 'course.resource_not_found' });
    });

    it('is refused where it does not fit, and nothing changes', async () => {
      const article = await fixture.added({ kind: 'article', article: '<p>x</p>' });
      const stored = await storedOf(article);
      const path = `${pathOf(article)}/resources`;
      const codes: string[] = [];
      for (const body of [
        {},
        { mediaId: newId() },
        { url: 'https://evil.test/' },
        { url: 'https://example.org/', mediaId: videoId },
      ]) {
        const refused = await fixture.courses.post(path, { title: 'x', ...body });
        codes.push(`${refused.body.status} ${refused.body.code}`);
      }
      expect(codes).toEqual([
        '422 course.resource_invalid',
        '422 media.unusable',
        '422 course.link_not_allowed',
        '422 course.resource_invalid',
      ]);
      expect(await storedOf(article)).toEqual(stored);
    });

    it('has at most twenty', async () => {
      const article = await fixture.added({ kind: 'article', article: '<p>x</p>' });
      const add = () =>
        fixture.courses.post(`${pathOf(article)}/resources`, {
          ...{ title: 'More', url: 'https://example.org/' },
        });
      for (let n = 0; n < 20; n += 1) await add().expect(201);
      expect((await add()).body).toMatchObject({ status: 409, code: 'course.resources_full' });
    });
  });
});
