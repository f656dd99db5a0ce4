import { bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { courseUnpublished } from '@course-plateform/types/course';
import { Role } from '@course-plateform/types/platform';
import { userErased } from '@course-plateform/types/user';
import type { CourseDraftResponse } from '../src/course/course.dto';
import { Course } from '../src/course/course.entity';
import { CourseChange } from '../src/course-version/course-change.entity';
import type { CourseChangeResponse } from '../src/course-version/course-version.dto';
import { CourseFixture } from './course.fixture';
import { LessonFixture } from './lesson.fixture';

describe('course versions', () => {
  let fixture: CourseFixture;
  let lessons: LessonFixture;

  beforeAll(async () => {
    lessons = await LessonFixture.start();
    fixture = lessons.courses;
  });

  afterAll(() => fixture.stop());

  const draftOf = async (id: string): Promise<CourseDraftResponse> =>
    (await fixture.get(`/courses/${id}/draft`, fixture.instructor)).body;

  const changesOf = async (id: string): Promise<CourseChangeResponse[]> =>
    (await fixture.get(`/courses/${id}/changes?limit=100`, fixture.instructor)).body.items;

  /** A course with two publications: in the second one a lesson was added, and the first one is gone. */
  async function twicePublished() {
    const draft = await fixture.published();
    const [section] = draft.sections;
    const [first] = section?.lessons ?? [];
    const { body: added } = await fixture.post(
      `/courses/${draft.id}/sections/${section?.id}/lessons`,
      { title: 'How servers work', kind: 'article', article: '<p>They respond.</p>' },
    );
    const second = added.sections[0].lessons[1];
    const { body: changed } = await fixture.change(
      ...(['delete', `/courses/${draft.id}/lessons/${first?.id}`, added.version] as const),
    );
    await fixture.change('patch', `/courses/${draft.id}/draft`, changed.version, {
      ...{ title: 'Web servers', slug: `web-servers-${draft.id}` },
    });
    await fixture.post(`/courses/${draft.id}/publications`).expect(201);
    return { id: draft.id, first, second, section };
  }

  it('lists the publications without their content', async () => {
    const { id } = await twicePublished();
    const { body, status } = await fixture.get(`/courses/${id}/versions`, fixture.instructor);
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        ...{ number: 2, title: 'Web servers', lessonCount: 1, durationSeconds: expect.any(Number) },
        publishedAt: expect.any(String),
      },
      {
        ...{ number: 1, title: 'Complete Web Development', lessonCount: 1, durationSeconds: 300 },
        publishedAt: expect.any(String),
      },
    ]);
    const head = await fixture.get(`/courses/${id}/versions?limit=1`, fixture.instructor);
    const tail = await fixture.get(
      `/courses/${id}/versions?limit=1&cursor=${head.body.page.next}`,
      fixture.instructor,
    );
    expect([head, tail].map((page) => page.body.items[0].number)).toEqual([2, 1]);
    expect(tail.body.page.next).toBeNull();
  });

  it('shows a publication as it was', async () => {
    const { id, first } = await twicePublished();
    const { body } = await fixture.get(`/courses/${id}/versions/1`, fixture.admin);
    expect(body).toMatchObject({
      ...{ number: 1, courseId: id, title: 'Complete Web Development' },
      sections: [{ lessons: [{ id: first?.id, article: '<p>It begins with a request.</p>' }] }],
    });
  });

  it.each(['3', '0', '01', 'one', '99999999999'])('has no version %s', async (number) => {
    const { id } = await fixture.published();
    const paths = [`versions/${number}`, `versions/${number}/comparisons`];
    for (const path of paths) {
      const { body } = await fixture.get(`/courses/${id}/${path}`, fixture.instructor);
      expect(body).toMatchObject({ status: 404, code: 'course.version_not_found' });
    }
  });

  it('compares publications with each other and with the draft', async () => {
    const { id, first, second, section } = await twicePublished();
    const path = `/courses/${id}/versions/1/comparisons`;
    const both = await fixture.get(`${path}?with=2`, fixture.instructor);
    expect(both.body).toEqual({
      ...{ number: 1, with: 2, details: ['title', 'slug'], sections: [] },
      lessons: [
        { ...named(second), change: 'added', fields: [] },
        { ...named(first), change: 'removed', fields: [] },
      ],
    });
    await fixture.post(`/courses/${id}/lessons/${second.id}/moves`, {
      ...{ sectionId: section?.id, position: 0 },
    });
    const same = await fixture.get(`/courses/${id}/versions/2/comparisons`, fixture.instructor);
    const nothing = { number: 2, with: null, details: [], sections: [], lessons: [] };
    expect(same.body).toEqual(nothing);
    const missing = await fixture.get(`${path}?with=7`, fixture.instructor);
    expect(missing.body.code).toBe('course.version_not_found');
  });

  describe('a rollback', () => {
    it('gives the draft its earlier content, and keeps slug, category, price and ids', async () => {
      const { id, first } = await twicePublished();
      const before = await draftOf(id);
      const response = await rollBack(id, 1, before.version);
      expect(response.status).toBe(201);
      expect(response.headers['location']).toBe(`/api/v1/courses/${id}/draft`);
      const { slug, categoryId, listPrice } = before;
      expect(await draftOf(id)).toMatchObject({
        ...{ slug, categoryId, listPrice, title: 'Complete Web Development', publication: 2 },
        sections: [{ lessons: [{ id: first?.id }] }],
      });
      expect((await fixture.get(`/courses/${id}`)).body.title).toBe('Web servers');
      await fixture.post(`/courses/${id}/publications`).expect(201);
      expect((await fixture.get(`/courses/${id}`)).body.title).toBe('Complete Web Development');
    });

    it('does not overwrite a draft that has changed since it was read', async () => {
      const { id } = await twicePublished();
      const { version } = await draftOf(id);
      expect((await rollBack(id, 1, version - 1)).status).toBe(412);
      const blind = await fixture.post(`/courses/${id}/versions/1/rollbacks`);
      expect(blind.status).toBe(428);
      expect((await rollBack(id, 7, version)).body.code).toBe('course.version_not_found');
      expect((await draftOf(id)).version).toBe(version);
    });

    it('keeps the files of both contents in use', async () => {
      const mediaId = await lessons.video();
      const { courseId } = await lessons.added({ kind: 'video', mediaId });
      await fixture.approve(courseId);
      await fixture.post(`/courses/${courseId}/publications`).expect(201);
      const published = await draftOf(courseId);
      const video = published.sections[0]?.lessons.find(({ kind }) => kind === 'video');
      await fixture
        .change('delete', `/courses/${courseId}/lessons/${video?.id}`, published.version)
        .expect(200);
      const { version } = await draftOf(courseId);
      await rollBack(courseId, 1, version).expect(201);
      const refused = await fixture.course.http
        .delete(`/api/v1/media/${mediaId}`)
        .set(bearer(fixture.instructor));
      expect(refused.status).toBe(409);
    });
  });

  it('records who changed what of a draft, and when', async () => {
    const { id, first, second } = await twicePublished();
    const changes = await changesOf(id);
    expect(changes.map(({ status, publication }) => status ?? publication)).toEqual([
      ...[2, null, null, null],
      ...['published', 'approved', 'in_review'],
      ...[null, null, 'draft'],
    ]);
    const by = new Set(changes.map(({ changedBy }) => changedBy));
    expect(by).toEqual(new Set([fixture.instructor.id, fixture.admin.id]));
    expect(changes.find(({ status }) => status === 'approved')?.changedBy).toBe(fixture.admin.id);
    expect(changes[1]).toMatchObject({ details: ['title', 'slug'], sections: [], lessons: [] });
    expect(changes[2]?.lessons).toEqual([{ ...named(first), change: 'removed', fields: [] }]);
    expect(changes[3]?.lessons).toEqual([{ ...named(second), change: 'added', fields: [] }]);
    expect(changes.at(-1)?.details).toEqual(expect.arrayContaining(['title', 'slug']));
    expect(changes[0]?.draftVersion).toBe((await draftOf(id)).version);
    const page = await fixture.get(`/courses/${id}/changes?limit=3`, fixture.instructor);
    const next = `/courses/${id}/changes?limit=3&cursor=${page.body.page.next}`;
    const rest = await fixture.get(next, fixture.instructor);
    expect([...page.body.items, ...rest.body.items]).toEqual(changes.slice(0, 6));
  });

  it('records nothing for a request that changes nothing, or fails', async () => {
    const draft = await fixture.draft();
    const before = await changesOf(draft.id);
    const { title } = draft;
    await fixture.change('patch', `/courses/${draft.id}/draft`, draft.version, { title });
    await fixture.change('patch', `/courses/${draft.id}/draft`, draft.version - 1, { title: 'No' });
    expect(await changesOf(draft.id)).toEqual(before);
  });

  it('forgets the changes of a draft that is deleted', async () => {
    const { id, version } = await fixture.draft();
    await fixture.change('delete', `/courses/${id}`, version).expect(204);
    expect(await fixture.course.stored(CourseChange, { courseId: id })).toEqual([]);
  });

  describe('an archive', () => {
    it('ends the sale, tells it once, and is restored', async () => {
      const { id } = await fixture.published();
      const archived = await fixture.post(`/courses/${id}/archives`);
      expect(archived.body).toMatchObject({ id, status: 'archived' });
      await fixture.course.events.next(courseUnpublished, ({ payload }) => payload.courseId === id);
      expect((await fixture.get(`/courses/${id}`)).status).toBe(404);
      expect((await fixture.post(`/courses/${id}/archives`)).body).toMatchObject({
        ...{ code: 'state.transition_not_allowed', allowed: ['unpublished'] },
      });
      expect((await fixture.post(`/courses/${id}/publications`)).status).toBe(409);
      const restored = await fixture.post(`/courses/${id}/restores`);
      expect(restored.body).toMatchObject({ id, status: 'unpublished' });
      expect((await fixture.get(`/courses/${id}`)).status).toBe(404);
      await fixture.post(`/courses/${id}/publications`).expect(201);
      expect((await fixture.get(`/courses/${id}`)).status).toBe(200);
    });

    it('is not for drafts, and nothing else is restored', async () => {
      const { id } = await fixture.draft();
      expect((await fixture.post(`/courses/${id}/archives`)).status).toBe(409);
      const published = await fixture.published();
      for (const course of [id, published.id]) {
        const { body } = await fixture.post(`/courses/${course}/restores`);
        expect(body).toMatchObject({ code: 'state.transition_not_allowed', allowed: [] });
      }
      expect((await fixture.get(`/courses/${published.id}`)).status).toBe(200);
    });

    it('is for good once the instructor was erased', async () => {
      const { id: userId, ...instructor } = await fixture.course.user(Role.instructor);
      const { id } = await fixture.published({}, { id: userId, ...instructor });
      await fixture.course.events.publish(userErased, { userId }, { aggregateId: userId });
      await eventually('the erasure', async () => {
        const [stored] = await fixture.course.stored(Course, { id });
        return stored?.isRetired === true;
      });
      const { body } = await fixture.post(`/courses/${id}/restores`, {}, fixture.admin);
      expect(body).toMatchObject({ status: 409, code: 'course.retired' });
    });
  });

  function rollBack(id: string, number: number, version: number) {
    return fixture.course.http
      .post(`/api/v1/courses/${id}/versions/${number}/rollbacks`)
      .set({ ...bearer(fixture.instructor), 'If-Match': `"${version}"` });
  }
});

function named(lesson: { id: string; title: string; kind: string } | undefined) {
  return { id: lesson?.id, title: lesson?.title, kind: lesson?.kind };
}
