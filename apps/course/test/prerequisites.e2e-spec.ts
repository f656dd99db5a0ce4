import { newId } from '@course-plateform/common/kernel';
import { Role } from '@course-plateform/types/platform';
import { courseJsonOf, ArchiveClient } from './archive.fixture';
import { CourseFixture } from './course.fixture';
import type { CourseCard } from '../src/catalog/catalog.dto';

describe('courses that a course requires', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start({ CATALOG_CACHE_MS: '0' });
  });

  afterAll(() => fixture.stop());

  async function require(id: string, prerequisiteCourseIds: unknown) {
    const { body } = await fixture.get(`/courses/${id}/draft`, fixture.instructor).expect(200);
    const change = { prerequisiteCourseIds };
    return fixture.change('patch', `/courses/${id}/draft`, body.version, change);
  }

  const publish = (id: string) => fixture.post(`/courses/${id}/publications`).expect(201);

  const shownBy = async (id: string): Promise<string[]> =>
    (await fixture.get(`/courses/${id}`).expect(200)).body.prerequisites.map(
      (card: CourseCard) => card.id,
    );

  it('are shown on its page in the order of its author, also courses of others', async () => {
    const author = await fixture.course.user(Role.instructor);
    const first = await fixture.published({ title: 'First steps' }, author);
    const second = await fixture.published({ title: 'Second steps' });
    const prerequisiteCourseIds = [second.id, first.id];
    const course = await fixture.published({ prerequisiteCourseIds });
    expect(course).toMatchObject({ prerequisiteCourseIds });
    const { body } = await fixture.get(`/courses/${course.id}`).expect(200);
    expect(body.prerequisites).toMatchObject([
      { id: second.id, title: 'Second steps', price: second.listPrice },
      { id: first.id, instructor: { id: author.id }, category: { id: first.categoryId } },
    ]);
    expect((await fixture.get(`/courses/${first.id}`)).body.prerequisites).toEqual([]);
    const query = `{ course(id: "${course.id}") { prerequisites { id instructor { id } prerequisites { id } } } }`;
    const graphql = await fixture.course.http.post('/course/graphql').send({ query });
    expect(graphql.body.data.course.prerequisites).toEqual([
      { id: second.id, instructor: { id: fixture.instructor.id }, prerequisites: [] },
      { id: first.id, instructor: { id: author.id }, prerequisites: [] },
    ]);
  });

  it('are shown as they were published, while they are', async () => {
    const [required, other] = [await fixture.published(), await fixture.published()];
    const { id } = await fixture.published({ prerequisiteCourseIds: [required.id] });
    await require(id, [other.id, required.id]).then(({ status }) => expect(status).toBe(200));
    expect(await shownBy(id)).toEqual([required.id]);
    await publish(id);
    expect(await shownBy(id)).toEqual([other.id, required.id]);
    await fixture.post(`/courses/${required.id}/unpublications`).expect(201);
    expect(await shownBy(id)).toEqual([other.id]);
    // What others did with it does not stand in the way of its author.
    expect((await require(id, [required.id])).status).toBe(200);
    const { body } = await fixture.get(`/courses/${id}/changes?limit=10`, fixture.instructor);
    expect(body.items.map((one: { details: string[] }) => one.details)).toContainEqual([
      'prerequisiteCourseIds',
    ]);
  });

  it('are published courses, at most five, each once, and not the course itself', async () => {
    const published = await Promise.all(Array.from({ length: 6 }, () => fixture.published()));
    const ids = published.map(({ id }) => id);
    const draft = await fixture.draft();
    const course = await fixture.published();
    for (const wrong of [draft.id, newId(), course.id]) {
      const { status, body } = await require(course.id, [ids[0], wrong]);
      expect(status).toBe(422);
      expect(body).toMatchObject({
        ...{ code: 'course.prerequisite_invalid', detail: expect.stringContaining(wrong) },
      });
    }
    for (const wrong of [ids, [ids[0], ids[0]], ['no-id'], null, ids[0]]) {
      expect((await require(course.id, wrong)).body.code).toBe('request.invalid');
    }
    const refused = await fixture.post('/courses', {
      ...{ title: 'New', prerequisiteCourseIds: [draft.id] },
    });
    expect(refused.body).toMatchObject({ code: 'course.prerequisite_invalid' });
    const { body } = await fixture.get(`/courses/${course.id}/draft`, fixture.instructor);
    expect(body.prerequisiteCourseIds).toEqual([]);
    expect((await require(course.id, ids.slice(0, 5))).body.prerequisiteCourseIds).toHaveLength(5);
    expect((await require(course.id, [])).body.prerequisiteCourseIds).toEqual([]);
  });

  it('do not lead back to it', async () => {
    const first = await fixture.published();
    const second = await fixture.published({ prerequisiteCourseIds: [first.id] });
    const third = await fixture.published({ prerequisiteCourseIds: [second.id] });
    const other = await fixture.published();
    for (const id of [second.id, third.id]) {
      const { status, body } = await require(first.id, [id]);
      expect(status).toBe(422);
      expect(body).toMatchObject({ code: 'course.prerequisite_invalid' });
    }
    expect((await require(first.id, [other.id])).status).toBe(200);
  });

  it('go with a clone, and not into an archive', async () => {
    const required = await fixture.published();
    const { id } = await fixture.draft({ prerequisiteCourseIds: [required.id] });
    const { body } = await fixture.post(`/courses/${id}/clones`).expect(201);
    expect(body.prerequisiteCourseIds).toEqual([required.id]);
    const client = new ArchiveClient(fixture.course, fixture.instructor);
    const archive = (await client.export(id).expect(200)).body as Buffer;
    expect((await courseJsonOf(archive)).course).not.toHaveProperty('prerequisiteCourseIds');
    const imported = await client.import(archive).expect(201);
    expect(imported.body.prerequisiteCourseIds).toEqual([]);
  });
});
