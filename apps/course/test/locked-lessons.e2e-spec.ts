import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { EnrollmentStatus, type SectionLock } from '@course-plateform/types/user-progress';
import type { CourseDraftResponse } from '../src/course/course.dto';
import type { CourseFixture } from './course.fixture';
import { LessonFixture } from './lesson.fixture';

const AT = '2027-01-31T12:00:00.000Z';
const CAPTIONS = 'WEBVTT\n\n00:01.000 --> 00:02.000\nA secret request\n';

describe('lessons of a section that is not open yet', () => {
  let fixture: LessonFixture;
  let courses: CourseFixture;
  let draft: CourseDraftResponse;
  let learner: TestUser;
  let mediaId: string;
  let video: string;
  let article: string;

  beforeAll(async () => {
    fixture = await LessonFixture.start();
    ({ courses } = fixture);
    learner = await courses.course.user();
    mediaId = await fixture.video();
    draft = await courses.draft();
    const { body } = await fixture.add(draft, { kind: 'video', mediaId, title: 'Watch' });
    const { sections, version } = body as CourseDraftResponse;
    [article = '', video = ''] = sections[0]?.lessons.map(({ id }) => id) ?? [];
    const { id: captions } = await fixture.files.processedUpload('caption', Buffer.from(CAPTIONS));
    const path = `/courses/${draft.id}/lessons/${video}/captions/en`;
    const captioned = await courses.change('put', path, version, { mediaId: captions });
    await fixture.add(draft, {
      ...{ kind: 'article', title: 'Look', article: '<p>Look.</p>', preview: true },
    });
    draft = await released({ ...captioned.body, version: captioned.body.version + 1 }, AT);
    await courses.approve(draft.id);
    await courses.post(`/courses/${draft.id}/publications`).expect(201);
  });

  beforeEach(() => lock());

  afterAll(() => courses.stop());

  async function released({ id, sections, version }: CourseDraftResponse, at: string | null) {
    const path = `/courses/${id}/sections/${sections[0]?.id}`;
    const release = at === null ? null : { at };
    return (await courses.change('patch', path, version, { release }).expect(200))
      .body as CourseDraftResponse;
  }

  /** Enrolls every user in the first publication, whose only section is locked. */
  function lock(change: Partial<SectionLock> = {}, status = EnrollmentStatus.active): void {
    const sectionId = draft.sections[0]?.id ?? '';
    const lock = { sectionId, availableAt: AT, missingLessons: 0, openLessonIds: [], quizIds: [] };
    courses.enrollments.respondWith(({ withLocks }) => ({
      enrollment: {
        ...{ enrollmentId: newId(), status, publication: 1, percent: 0 },
        ...(withLocks ? { locks: [{ ...lock, ...change }] } : {}),
      },
    }));
  }

  const read = (lessonId: string, user = learner) =>
    courses.get(`/courses/${draft.id}/lessons/${lessonId}`, user);

  const play = (user = learner) =>
    courses.post(
      ...([`/media/${mediaId}/playback-grants`] as const),
      { lesson: { courseId: draft.id, lessonId: video } },
      user,
    );

  const search = (user = learner) =>
    courses.course.http
      .get(`/api/v1/courses/${draft.id}/transcript-matches?q=secret`)
      .set(bearer(user));

  it('are refused with the time, by one request about the enrollment', async () => {
    for (const respond of [() => read(article), () => read(video), () => play()]) {
      const before = courses.enrollments.requests.length;
      const { status, body } = await respond();
      expect(status).toBe(403);
      expect(body).toMatchObject({
        ...{ code: 'course.lesson_locked', availableAt: AT, missingLessons: 0 },
      });
      expect(body.article).toBeUndefined();
      const requests = courses.enrollments.requests.slice(before);
      expect(requests.map(({ request }) => request)).toEqual([
        { userId: learner.id, courseId: draft.id, withLocks: true },
      ]);
    }
  });

  it('are refused with the number of lessons to complete first', async () => {
    lock({ availableAt: null, missingLessons: 3 });
    const { body } = await read(article);
    expect(body).toMatchObject({ code: 'course.lesson_locked', missingLessons: 3 });
    expect(body).not.toHaveProperty('availableAt');
  });

  it('are found by no search in transcripts', async () => {
    expect((await search().expect(200)).body).toEqual({ items: [] });
    lock({ openLessonIds: [video] });
    expect((await search().expect(200)).body.items).toMatchObject([{ lessonId: video }]);
  });

  it('are marked in the outline', async () => {
    lock({ missingLessons: 2 });
    const { body } = await courses.get(`/courses/${draft.id}/curriculum`, learner).expect(200);
    expect(body.sections).toMatchObject([
      { release: { at: AT }, locked: true, availableAt: AT, missingLessons: 2 },
    ]);
    for (const user of [undefined, courses.instructor, courses.admin]) {
      const { body: open } = await courses.get(`/courses/${draft.id}/curriculum`, user);
      expect(open.sections).toMatchObject([{ release: { at: AT }, locked: false }]);
    }
  });

  it('stay open when they were completed, and as previews', async () => {
    lock({ openLessonIds: [video] });
    await read(video).expect(200);
    await play().expect(201);
    await read(article).expect(403);
    const { body } = await courses.get(`/courses/${draft.id}/curriculum`);
    const preview = body.sections[0].lessons.at(-1).id as string;
    await read(preview).expect(200);
    await courses.get(`/courses/${draft.id}/lessons/${preview}`).expect(200);
  });

  it('are open to instructors and admins', async () => {
    for (const user of [courses.instructor, courses.admin]) {
      await read(article, user).expect(200);
      await play(user).expect(201);
      expect((await search(user).expect(200)).body.items).toHaveLength(1);
    }
  });

  it('are refused for the dispute first', async () => {
    lock({}, EnrollmentStatus.suspended);
    expect((await read(article)).body).toMatchObject({ code: 'course.access_disputed' });
  });

  it('stay so for learners of a publication after which nothing is locked', async () => {
    const { body } = await courses.get(`/courses/${draft.id}/draft`, courses.instructor);
    await released(body, null);
    await courses.post(`/courses/${draft.id}/publications`).expect(201);
    await read(article).expect(403);
  });

  it('are not asked about where no publication has any', async () => {
    const open = await courses.published();
    courses.enroll(1);
    const before = courses.enrollments.requests.length;
    const path = `/courses/${open.id}/lessons/${open.sections[0]?.lessons[0]?.id}`;
    await courses.get(path, learner).expect(200);
    await courses.get(`/courses/${open.id}/curriculum`, learner).expect(200);
    const requests = courses.enrollments.requests.slice(before);
    expect(requests.map(({ request }) => request)).toEqual(
      Array.from({ length: 2 }, () => ({ userId: learner.id, courseId: open.id })),
    );
  });
});
