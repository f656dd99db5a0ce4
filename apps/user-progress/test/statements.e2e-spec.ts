import {
  Statements,
  type TestUser,
  bearer,
  summaryOfStatements,
} from '@course-plateform/common/testing';
import { newId } from '@course-plateform/common/kernel';
import { type ProgressFixture, anOrder, granted, pay, startProgress } from './progress.fixture';

describe('the statements of a paid order of two courses', () => {
  let fixture: ProgressFixture;
  let buyer: TestUser;

  beforeAll(async () => {
    fixture = await startProgress();
    buyer = await fixture.app.user();
  });

  afterAll(() => fixture.app.stop());

  it('are those that are needed', async () => {
    // The first statement of all is preceded by one that asks whether the database is there.
    await fixture.app.http.get('/api/v1/enrollments').set(bearer(buyer)).expect(200);
    const statements = new Statements(fixture.app);
    const courses = [newId(), newId()].map((courseId) => ({ courseId, publication: 1 }));
    const order = anOrder(buyer.id, courses);
    await pay(fixture, order);
    await granted(fixture, order.lines[1]?.lineId);
    const said = summaryOfStatements(await statements.takeTransaction());
    expect(said.toSorted()).toEqual(
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
});
