import { Statements } from '@course-plateform/common/testing';
import { CourseFixture } from './course.fixture';

describe('the list of course submissions', () => {
  let fixture: CourseFixture;

  beforeAll(async () => {
    fixture = await CourseFixture.start();
  });

  afterAll(() => fixture.stop());

  async function submitted(title: string) {
    const draft = await fixture.draft({ title });
    const { body } = await fixture.post(`/courses/${draft.id}/submissions`).expect(201);
    return { draft, submission: body };
  }

  async function list(limit = 20) {
    const path = `/course-submissions?limit=${limit}`;
    return (await fixture.get(path, fixture.admin).expect(200)).body.items;
  }

  it('shows each course as its draft is called now', async () => {
    const { draft, submission } = await submitted('Named at first');
    expect(submission.course).toEqual({ title: 'Named at first', slug: 'named-at-first' });
    const { body: rejected } = await fixture
      .post(
        `/course-submissions/${submission.id}/decisions`,
        { decision: 'reject', reason: 'Find a better title.' },
        fixture.admin,
      )
      .expect(201);
    expect(rejected.course).toEqual(submission.course);
    const { body: now } = await fixture.get(`/courses/${draft.id}/draft`, fixture.instructor);
    const change = { title: 'A better title', slug: 'better' };
    await fixture.change('patch', `/courses/${draft.id}/draft`, now.version, change).expect(200);
    expect((await list())[0]).toEqual({ ...rejected, course: change });
  });

  it('shows a submission whose draft was deleted', async () => {
    const { draft, submission } = await submitted('Given up');
    const decision = { decision: 'reject', reason: 'Too short.' };
    const path = `/course-submissions/${submission.id}/decisions`;
    const { body } = await fixture.post(path, decision, fixture.admin).expect(201);
    const { body: now } = await fixture.get(`/courses/${draft.id}/draft`, fixture.instructor);
    await fixture.change('delete', `/courses/${draft.id}`, now.version).expect(204);
    expect((await list())[0]).toEqual({ ...body, course: null });
  });

  it('takes as many statements for three as for one', async () => {
    for (const title of ['First', 'Second', 'Third']) await submitted(title);
    const statements = new Statements(fixture.course);
    const statementsFor = async (count: number) => {
      expect(await list(count)).toHaveLength(count);
      return statements.take();
    };
    const ofOne = await statementsFor(1);
    expect(ofOne.length).toBeGreaterThan(1);
    expect(await statementsFor(3)).toEqual(ofOne);
  });
});
