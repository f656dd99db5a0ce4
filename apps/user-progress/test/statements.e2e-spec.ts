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
        // Each line, each learner and each snapshot of lessons is locked for itself, in one order for all.
        ...['2 × insert order_line_grant', '2 × select order_line_grant'],
        ...['2 × select enrollment', '2 × select course_publication', '2 × insert enrollment'],
        ...['2 × insert curriculum_snapshot', '2 × select curriculum_snapshot'],
        ...['2 × insert outbox', '2 × update order_line_grant'],
      ].toSorted(),
    );
  });
});
