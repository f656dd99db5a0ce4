import {
  Statements,
  type TestUser,
  bearer,
  summaryOfStatements,
} from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { newId } from '@course-plateform/common/kernel';
import { type ProgressFixture, anOrder, granted, pay, startProgress } from './progress.fixture';

describe('the statements of user-progress', () => {
  let fixture: ProgressFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    buyer = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  it('for a paid order of two courses are the necessary ones', async () => {
    // The first statement of all is preceded by one that asks whether the database is there.
    await fixture.app.http.get('/api/v1/enrollments').set(bearer(buyer)).expect(200);
    const statements = new Statements(fixture.app);
    const courses = [newId(), newId()].map((courseId) => ({ courseId, publication: 1 }));
    const order = anOrder(buyer.id, courses);
    await pay(fixture, order);
    await granted(fixture, order.lines[1]?.lineId);
    const output = summaryOfStatements(await statements.takeTransaction());
    expect(output.toSorted()).toEqual(
      [
        ...['1 × begin', '1 × insert inbox', '1 × commit'],
        // As many for two lines as for one: lines, learners and snapshots are locked together, in one order for all.
        ...['1 × insert order_line_grant', '1 × select order_line_grant'],
        ...['1 × select enrollment', '1 × select course_publication'],
        '1 × insert enrollment & insert outbox & update order_line_grant',
        ...['1 × insert curriculum_snapshot', '1 × select curriculum_snapshot'],
      ].toSorted(),
    );
  });

  it('find an enrollment by learner and course, without reading all learners', async () => {
    const courseId = newId();
    await pay(fixture, anOrder(buyer.id, [{ courseId, publication: 1 }]));
    const statements = new Statements(fixture.app);
    const list = (query: object) =>
      fixture.app.http.get('/api/v1/enrollments').set(bearer(buyer)).query(query).expect(200);
    await eventually(
      'the enrollment',
      async () => (await list({ courseId })).body.items.length === 1,
    );
    statements.take();
    expect((await list({ courseId, limit: 1 })).body).toMatchObject({
      items: [{ courseId }],
      page: { next: null },
    });
    expect((await list({ courseId, status: 'ended' })).body.items).toEqual([]);
    // Of a learner, unlike those of the job that measures who waits for lessons.
    const requested = statements
      .take()
      .filter((output) => /"enrollment".* where .*"user_id"/.test(output));
    expect(requested).toHaveLength(2);
    for (const output of requested) expect(output).not.toMatch(/order by|limit/);
  });
});
