import type { TestUser } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import { CourseFixture } from './course.fixture';

interface ListPage {
  readonly items: readonly { readonly id: string; readonly courseId?: string }[];
  readonly page: { readonly next: string | null };
}

describe('the lists of authors and reviewers', () => {
  const titles = new Map<string, string>();
  let fixture: CourseFixture;
  let other: TestUser;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
    other = await fixture.course.user(Role.instructor);
    await titled('Draft, old', (title) => fixture.draft({ title }));
    await titled('Published', (title) => fixture.published({ title }));
    await titled('Of another', (title) => fixture.draft({ title }, other));
    const waiting = await titled('Waiting', (title) => fixture.draft({ title }));
    await fixture.post(`/courses/${waiting}/submissions`).expect(201);
    const rejected = await titled('Rejected', (title) => fixture.draft({ title }));
    const { body } = await fixture.post(`/courses/${rejected}/submissions`).expect(201);
    await decide(body.id, { decision: 'reject', reason: 'Too short.' });
    const hidden = await titled('Hidden', (title) => fixture.published({ title }));
    await fixture.post(`/courses/${hidden}/unpublications`).expect(201);
  });

  afterAll(() => fixture.stop());

  async function titled(
    title: string,
    make: (title: string) => Promise<{ id: string }>,
  ): Promise<string> {
    const { id } = await make(title);
    titles.set(id, title);
    return id;
  }

  async function decide(id: string, decision: object): Promise<void> {
    await fixture.post(`/course-submissions/${id}/decisions`, decision, fixture.admin).expect(201);
  }

  /** The titles of the courses of a list, read two by two. */
  async function list(path: string, query: object, by: TestUser): Promise<(string | undefined)[]> {
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const response = await fixture
        .get(path, by)
        .query({ limit: 2, ...query, ...(cursor === null ? {} : { cursor }) })
        .expect(200);
      const { items, page } = response.body as ListPage;
      seen.push(...items.map(({ id, courseId }) => courseId ?? id));
      cursor = page.next;
    } while (cursor !== null);
    return seen.map((id) => titles.get(id));
  }

  it.each<[string, object, string[]]>([
    ['all, newest first', {}, ['Hidden', 'Rejected', 'Waiting', 'Published', 'Draft, old']],
    ['drafts, and what became one again', { status: 'draft' }, ['Rejected', 'Draft, old']],
    ['in review', { status: 'in_review' }, ['Waiting']],
    ['published', { status: 'published' }, ['Published']],
    ['unpublished', { status: 'unpublished' }, ['Hidden']],
    ['archived, of which there is none', { status: 'archived' }, []],
  ])('show instructors their own courses: %s', async (_what, query, expected) => {
    expect(await list('/courses/mine', query, fixture.instructor)).toEqual(expected);
  });

  it('do not show courses of another instructor', async () => {
    expect(await list('/courses/mine', {}, other)).toEqual(['Of another']);
    expect(await list('/courses/mine', { status: 'published' }, other)).toEqual([]);
  });

  it.each<[string, object, string[]]>([
    ['all, newest first', {}, ['Hidden', 'Rejected', 'Waiting', 'Published']],
    ['pending', { status: 'pending' }, ['Waiting']],
    ['approved', { status: 'approved' }, ['Hidden', 'Published']],
    ['rejected', { status: 'rejected' }, ['Rejected']],
  ])('show reviewers submissions: %s', async (_what, query, expected) => {
    expect(await list('/course-submissions', query, fixture.admin)).toEqual(expected);
  });

  it.each([
    ['/courses/mine', { status: 'lost' }],
    ['/courses/mine', { limit: 0 }],
    ['/course-submissions', { status: 'draft' }],
    ['/course-submissions', { limit: 101 }],
  ])('reject %s with %j', async (path, query) => {
    const response = await fixture.get(path, fixture.admin).query(query);
    expect([response.status, response.body.code]).toEqual([400, 'request.query_invalid']);
  });

  it('reject a cursor of another list', async () => {
    const first = async (path: string, query: object, by: TestUser) =>
      ((await fixture.get(path, by).query({ limit: 1, ...query })).body as ListPage).page.next;
    const mine = await first('/courses/mine', {}, fixture.instructor);
    const approved = await first('/course-submissions', { status: 'approved' }, fixture.admin);
    for (const [path, query, by] of [
      ['/courses/mine', { cursor: mine }, other],
      ['/courses/mine', { cursor: mine, status: 'draft' }, fixture.instructor],
      ['/course-submissions', { cursor: approved }, fixture.admin],
      ['/course-submissions', { cursor: approved, status: 'pending' }, fixture.admin],
    ] as const) {
      const response = await fixture.get(path, by).query(query);
      expect([response.status, response.body.code]).toEqual([400, 'request.cursor_invalid']);
    }
  });
});
