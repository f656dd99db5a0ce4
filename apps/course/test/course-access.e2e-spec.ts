import { newId } from '@course-plateform/common/kernel';
import type { TestUser } from '@course-plateform/common/testing';
import { courseUnpublished } from '@course-plateform/types/course';
import { EnrollmentStatus } from '@course-plateform/types/user-progress';
import type { CurriculumResponse } from '../src/catalog/curriculum.dto';
import { CourseFixture } from './course.fixture';

describe('access to courses and lessons', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
  });

  afterAll(() => fixture.stop());

  it('hides an unpublished course from everyone but its learners', async () => {
    const draft = await fixture.published({ title: 'Vanishing' });
    const { body: page } = await fixture.get(`/courses/${draft.slug}`);
    expect(page).toMatchObject({ id: draft.id, forSale: true });
    await fixture.post(`/courses/${draft.id}/unpublications`);
    await fixture.course.events.next(
      courseUnpublished,
      ({ payload }) => payload.courseId === draft.id,
    );
    const stranger = await fixture.course.user();
    for (const path of ['', '/curriculum', `/lessons/${draft.sections[0]?.lessons[0]?.id}`]) {
      expect((await fixture.get(`/courses/${draft.id}${path}`)).status).toBe(404);
      // Hidden and absent courses cost the same requests, so that time reveals nothing.
      const questions: number[] = [];
      for (const id of [draft.id, newId()]) {
        const before = fixture.enrollments.requests.length;
        expect((await fixture.get(`/courses/${id}${path}`, stranger)).status).toBe(404);
        questions.push(fixture.enrollments.requests.length - before);
      }
      expect(questions).toEqual([1, 1]);
    }
    fixture.enroll(1);
    for (const path of ['', '/curriculum', `/lessons/${draft.sections[0]?.lessons[0]?.id}`]) {
      expect((await fixture.get(`/courses/${draft.id}${path}`, stranger)).status).toBe(200);
    }
    fixture.enrollments.respondWith(() => ({ enrollment: null }));
    const again = await fixture.post(`/courses/${draft.id}/publications`);
    expect(again.body.number).toBe(2);
  });

  it('shows learners the outline of their publication, and others the newest', async () => {
    const draft = await fixture.published();
    const section = draft.sections[0];
    await fixture.post(`/courses/${draft.id}/sections/${section?.id}/lessons`, {
      title: 'Second edition',
      kind: 'article',
      article: '<p>New.</p>',
    });
    await fixture.post(`/courses/${draft.id}/publications`);
    const learner = await fixture.course.user();
    const path = `/courses/${draft.id}/curriculum`;
    const outline = async (user?: TestUser) => {
      const { body } = await fixture.get(path, user).expect(200);
      const { lessons } = (body as CurriculumResponse).sections[0] ?? { lessons: [] };
      return { publication: body.publication, titles: lessons.map(({ title }) => title) };
    };
    const newest = await outline();
    expect(newest).toMatchObject({ publication: 2 });
    expect(newest.titles).toContain('Second edition');
    expect(await outline(learner)).toEqual(newest);
    fixture.enroll(1);
    const enrolled = await outline(learner);
    expect(enrolled.publication).toBe(1);
    expect(enrolled.titles).not.toContain('Second edition');
    for (const reader of [undefined, fixture.instructor, fixture.admin]) {
      expect(await outline(reader)).toEqual(newest);
    }
    // A learner opens every lesson of that outline.
    const { body } = await fixture.get(path, learner);
    for (const { id } of (body as CurriculumResponse).sections.flatMap(({ lessons }) => lessons)) {
      await fixture.get(`/courses/${draft.id}/lessons/${id}`, learner).expect(200);
    }
    fixture.enrollments.respondWith(() => ({ enrollment: null }));
  });

  it('returns a lesson of the learner’s publication, previews for everyone, and nothing else', async () => {
    const draft = await fixture.published();
    const lesson = draft.sections[0]?.lessons[0];
    const path = `/courses/${draft.id}/lessons/${lesson?.id}`;
    const stranger = await fixture.course.user();
    expect((await fixture.get(path)).status).toBe(402);
    expect((await fixture.get(path, stranger)).body.code).toBe('course.not_entitled');
    fixture.enroll(1);
    const { body: now } = await fixture.get(`/courses/${draft.id}/draft`, fixture.instructor);
    const changed = await fixture.change(
      'patch',
      `/courses/${draft.id}/lessons/${lesson?.id}`,
      now.version,
      {
        article: '<p>Second edition</p>',
        preview: true,
      },
    );
    expect(changed.status).toBe(200);
    await fixture.post(`/courses/${draft.id}/publications`);
    expect((await fixture.get(path, stranger)).body.article).toBe(
      '<p>It begins with a request.</p>',
    );
    expect((await fixture.get(path, fixture.instructor)).body.article).toBe(
      '<p>Second edition</p>',
    );
    fixture.enrollments.respondWith(() => ({ enrollment: null }));
    expect((await fixture.get(path)).body.article).toBe('<p>Second edition</p>');
  });

  it('refuses the lessons of a suspended enrollment with the reason, and shows the outline', async () => {
    const draft = await fixture.published();
    const path = `/courses/${draft.id}/lessons/${draft.sections[0]?.lessons[0]?.id}`;
    const learner = await fixture.course.user();
    fixture.enroll(1, EnrollmentStatus.suspended);
    const refused = await fixture.get(path, learner);
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ code: 'course.access_disputed' });
    await fixture.get(`/courses/${draft.id}/curriculum`, learner).expect(200);
    fixture.enroll(1);
    await fixture.get(path, learner).expect(200);
    fixture.enrollments.respondWith(() => ({ enrollment: null }));
  });
});
