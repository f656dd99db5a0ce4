import { eventually } from '@course-plateform/common/test-kit';
import type { TestUser } from '@course-plateform/common/testing';
import { userRenamed } from '@course-plateform/types/user';
import { CatalogEntry } from '../src/catalog/catalog-entry.entity';
import { CourseFixture } from './course.fixture';
import { TeamSteps } from './course-team.fixture';

describe('a course that several instructors teach', () => {
  let fixture: CourseFixture;
  let steps: TeamSteps;
  let id: string;
  let shown: TestUser;
  let hidden: TestUser;
  const names = new Map<string, string>();

  beforeAll(async () => {
    fixture = await CourseFixture.startWithSearch({ CATALOG_CACHE_MS: '0' });
    steps = await TeamSteps.of(fixture);
    names.set(fixture.instructor.id, 'Grace Hopper');
    fixture.profiles.respondWith(({ userIds }) => ({
      profiles: userIds.map((userId) => ({
        ...{ id: userId, name: names.get(userId) ?? 'Nameless', slug: userId, isInstructor: true },
        ...{ headline: null, avatarUrl: null },
      })),
    }));
    await fixture.published({ title: 'Taught alone' });
    ({ id } = await fixture.published({ title: 'Taught together' }));
    const [one, other] = [await steps.aTeacher(), await steps.aTeacher()];
    names.set(one.id, 'Barbara Liskov').set(other.id, 'Ada Lovelace');
    shown = await steps.joined(id, {}, one);
    hidden = await steps.joined(id, { isVisible: false }, other);
    await fixture.searched();
  });

  afterAll(() => fixture.stop());

  async function titles(query: string): Promise<string[]> {
    const { body } = await fixture.get(`/courses?${query}`).expect(200);
    return body.items.map(({ title }: { title: string }) => title);
  }

  async function graphql(query: string) {
    return (await fixture.course.http.post('/course/graphql').send({ query }).expect(200)).body;
  }

  it('is listed under each whom its page shows, and under no other', async () => {
    expect(await titles(`instructorId=${shown.id}`)).toEqual(['Taught together']);
    expect(await titles(`instructorId=${hidden.id}`)).toEqual([]);
    expect((await titles(`instructorId=${fixture.instructor.id}`)).sort()).toEqual([
      ...['Taught alone', 'Taught together'],
    ]);
    const { data } = await graphql(`{ courses(filter: { instructorId: "${shown.id}" }) {
      items { title instructor { name } instructors { id name } } } }`);
    expect(data.courses.items).toEqual([
      {
        ...{ title: 'Taught together', instructor: { name: 'Grace Hopper' } },
        instructors: [
          { id: fixture.instructor.id, name: 'Grace Hopper' },
          { id: shown.id, name: 'Barbara Liskov' },
        ],
      },
    ]);
  });

  it('is searched among theirs, and by their names', async () => {
    await eventually('its new instructor', async () => (await titles('q=liskov')).length === 1);
    expect(await titles('q=liskov')).toEqual(['Taught together']);
    expect(await titles('q=hopper+together')).toEqual(['Taught together']);
    expect(await titles('q=lovelace')).toEqual([]);
    expect(await titles(`q=taught&instructorId=${shown.id}`)).toEqual(['Taught together']);
    expect(await titles(`q=taught&instructorId=${hidden.id}`)).toEqual([]);
    const { body } = await fixture.get('/courses/suggestions?q=barb').expect(200);
    expect(body.suggestions).toEqual([
      { kind: 'instructor', text: 'Barbara Liskov', id: shown.id },
    ]);
  });

  it('counts for each of them, and names them to search engines', async () => {
    const { body } = await fixture.get(`/courses/${id}`).expect(200);
    expect(body.instructors).toMatchObject([
      { id: fixture.instructor.id, courses: 2 },
      { id: shown.id, courses: 1 },
    ]);
    const named = [
      { '@type': 'Person', name: 'Grace Hopper' },
      { '@type': 'Person', name: 'Barbara Liskov' },
    ];
    expect(body.structuredData.hasCourseInstance[0].instructor).toEqual(named);
    const { data } = await graphql(`{ course(id: "${id}") { structuredData } }`);
    expect(JSON.parse(data.course.structuredData)).toEqual(body.structuredData);
  });

  it('follows a new name of a co-instructor', async () => {
    names.set(shown.id, 'Barbara Huberman');
    const { id: userId } = shown;
    await fixture.course.events.publish(userRenamed, { userId }, { aggregateId: userId });
    await eventually('the new name', async () => (await titles('q=huberman')).length === 1);
    expect(await titles('q=liskov')).toEqual([]);
  });

  it('tells partners, lists and searches when one of them leaves', async () => {
    const [before] = await fixture.course.stored(CatalogEntry, { id });
    const { version } = (await fixture.get(`/courses/${id}/team`, fixture.instructor)).body;
    const path = `/courses/${id}/team/members/${shown.id}`;
    const left = await fixture.change('delete', path, version, undefined, shown);
    expect(left.status).toBe(204);
    expect(await titles(`instructorId=${shown.id}`)).toEqual([]);
    await eventually('searches', async () => (await titles('q=huberman')).length === 0);
    await eventually('the feed', async () => {
      const [after] = await fixture.course.stored(CatalogEntry, { id });
      return Number(after?.feedChangedAt) > Number(before?.feedChangedAt);
    });
    const { body } = await fixture.get(`/courses/${id}`).expect(200);
    expect(body.instructors).toMatchObject([{ id: fixture.instructor.id }]);
  });
});
