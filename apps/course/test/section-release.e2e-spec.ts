import { bearer } from '@course-plateform/common/testing';
import { courseCurriculumGet } from '@course-plateform/types/course';
import { ArchiveClient, courseJsonOf, zipOf } from './archive.fixture';
import { LessonFixture } from './lesson.fixture';
import type { CourseFixture } from './course.fixture';
import type { CourseDraftResponse } from '../src/course/course.dto';

const AT = '2027-01-31T12:00:00.000Z';

describe('the release of a section', () => {
  let courses: CourseFixture;

  beforeAll(async () => {
    courses = (await LessonFixture.start()).courses;
  });

  afterAll(() => courses.stop());

  const draftOf = async (id: string): Promise<CourseDraftResponse> =>
    (await courses.get(`/courses/${id}/draft`, courses.instructor)).body;

  /** Changes the first section of a draft. */
  const change = ({ id, sections, version }: CourseDraftResponse, body: object) =>
    courses.change('patch', `/courses/${id}/sections/${sections[0]?.id}`, version, body);

  it('is null until its author writes one, and comes with a new section', async () => {
    const draft = await courses.draft();
    expect(draft.sections).toMatchObject([{ release: null, requiresPrevious: false }]);
    const section = { title: 'Later', release: { afterDays: 7 }, requiresPrevious: true };
    const { body } = await courses.post(`/courses/${draft.id}/sections`, section).expect(201);
    expect(body.sections[1]).toEqual({ id: expect.any(String), ...section, lessons: [] });
    expect((await draftOf(draft.id)).sections).toEqual(body.sections);
  });

  it('changes without the title, and is taken back by null', async () => {
    const draft = await courses.draft();
    const [section] = draft.sections;
    const dated = await change(draft, { release: { at: '2027-01-31T13:00:00+01:00' } });
    expect(dated.status).toBe(200);
    expect(dated.body.sections).toEqual([{ ...section, release: { at: AT } }]);
    const after = await change(dated.body, { requiresPrevious: true });
    expect(after.body.sections).toEqual([
      { ...section, release: { at: AT }, requiresPrevious: true },
    ]);
    const renamed = await change(after.body, { title: 'Renamed', release: null });
    expect(renamed.body.sections).toEqual([
      { ...section, title: 'Renamed', release: null, requiresPrevious: true },
    ]);
    expect((await change(draft, { release: null })).body).toMatchObject({
      code: 'request.precondition_failed',
    });
  });

  it('is some days, a date or both, and nothing else', async () => {
    const draft = await courses.draft();
    const bad = [-1, 366, 1.5, '7', null].map((afterDays) => ({ afterDays }));
    for (const release of [...bad, { at: 'soon' }, { at: 1 }, { days: 7 }, 'soon', 7]) {
      expect((await change(draft, { release })).body.code).toBe('request.invalid');
    }
    expect((await change(draft, { requiresPrevious: null })).body.code).toBe('request.invalid');
    expect((await change(draft, { title: null })).body.code).toBe('request.invalid');
    expect(await draftOf(draft.id)).toEqual(draft);
    for (const release of [{ afterDays: 0 }, { afterDays: 365 }, { afterDays: 7, at: AT }]) {
      const { body } = await change(await draftOf(draft.id), { release });
      expect(body.sections).toMatchObject([{ release }]);
    }
    const { body } = await change(await draftOf(draft.id), { release: {} });
    expect(body.sections).toEqual(draft.sections);
  });

  it('is part of publications, comparisons and the history, and comes back with a rollback', async () => {
    const draft = await courses.published();
    const [section] = draft.sections;
    await change(await draftOf(draft.id), { release: { afterDays: 7 } }).expect(200);
    const path = `/courses/${draft.id}`;
    const { body: compared } = await courses.get(
      ...([`${path}/versions/1/comparisons`, courses.instructor] as const),
    );
    const difference = { id: section?.id, change: 'changed', fields: ['release'] };
    expect(compared).toMatchObject({ details: [], sections: [difference], lessons: [] });
    const { body: history } = await courses.get(`${path}/changes?limit=1`, courses.instructor);
    expect(history.items[0]).toMatchObject({ sections: [difference], lessons: [] });
    const { body: earlier } = await courses.get(`${path}/versions/1`, courses.instructor);
    expect(earlier.sections).toMatchObject([{ release: null }]);
    await courses.post(`${path}/publications`).expect(201);
    await change(await draftOf(draft.id), { release: null, requiresPrevious: false }).expect(200);
    const { version } = await draftOf(draft.id);
    const { body: back } = await courses.course.http
      .post(`/api/v1${path}/versions/2/rollbacks`)
      .set({ ...bearer(courses.instructor), 'If-Match': `"${version}"` })
      .expect(201);
    expect(back.sections).toMatchObject([{ release: { afterDays: 7 }, requiresPrevious: false }]);
  });

  it('is cloned', async () => {
    const draft = await courses.draft();
    await change(draft, { release: { at: AT }, requiresPrevious: true }).expect(200);
    const { body } = await courses.post(`/courses/${draft.id}/clones`).expect(201);
    expect(body.sections).toMatchObject([{ release: { at: AT }, requiresPrevious: true }]);
  });

  it('is exported and imported, and left out of archives where there is none', async () => {
    const client = new ArchiveClient(courses.course, courses.instructor);
    const draft = await courses.draft();
    await change(draft, { release: { afterDays: 7 } }).expect(200);
    await courses.post(`/courses/${draft.id}/sections`, { title: 'At once' }).expect(201);
    const archive = (await client.export(draft.id).expect(200)).body as Buffer;
    const { sections } = await courseJsonOf(archive);
    expect(sections).toEqual([
      {
        ...{ title: 'Getting started', release: { afterDays: 7 }, requiresPrevious: false },
        lessons: expect.any(Array),
      },
      { title: 'At once', lessons: [] },
    ]);
    const { body } = await client.import(archive).expect(201);
    expect(body.sections).toMatchObject([
      { title: 'Getting started', release: { afterDays: 7 }, requiresPrevious: false },
      { title: 'At once', release: null, requiresPrevious: false },
    ]);
  });

  it('is checked in an archive', async () => {
    const client = new ArchiveClient(courses.course, courses.instructor);
    const { id } = await courses.draft();
    const json = await courseJsonOf((await client.export(id).expect(200)).body as Buffer);
    const sections = json.sections.map((section) => ({ ...section, release: { afterDays: 366 } }));
    const bytes = Buffer.from(JSON.stringify({ ...json, sections }));
    const { body } = await client.import(zipOf([{ name: 'course.json', bytes }])).expect(422);
    expect(body).toMatchObject({
      code: 'course_import.invalid',
      errors: [{ pointer: '/sections/0/release/afterDays' }],
    });
  });

  it('tells buyers how much opens later', async () => {
    const draft = await courses.draft();
    await change(draft, { requiresPrevious: true }).expect(200);
    await courses.approve(draft.id);
    await courses.post(`/courses/${draft.id}/publications`).expect(201);
    const { body: page } = await courses.get(`/courses/${draft.id}`);
    expect(page.contents).toMatchObject({ laterSections: 1 });
    const { body: outline } = await courses.get(`/courses/${draft.id}/curriculum`);
    expect(outline.sections).toMatchObject([
      {
        ...{ release: null, requiresPrevious: true },
        ...{ locked: false, availableAt: null, missingLessons: 0 },
      },
    ]);
    const query = `{ course(id: "${draft.id}") { contents { laterSections } } }`;
    const { body } = await courses.course.http.post('/course/graphql').send({ query });
    expect(body.data.course).toEqual({ contents: { laterSections: 1 } });
  });

  it('reaches the service that measures progress, with the lessons that everyone may open', async () => {
    const draft = await courses.draft();
    const [section] = draft.sections;
    const request = { courseId: draft.id };
    const changed = await change(draft, { release: { afterDays: 7 } });
    const { id } = section?.lessons[0] ?? {};
    const path = `/courses/${draft.id}/lessons/${id}`;
    await courses.change('patch', path, changed.body.version, { preview: true }).expect(200);
    await courses.approve(draft.id);
    await courses.post(`/courses/${draft.id}/publications`).expect(201);
    const { curriculum } = await courses.course.rpc.request(courseCurriculumGet, request);
    expect(curriculum).toMatchObject({
      lessons: [{ lessonId: id, sectionId: section?.id, isPreview: true }],
      sections: [{ sectionId: section?.id, release: { afterDays: 7 }, requiresPrevious: false }],
    });
  });
});
