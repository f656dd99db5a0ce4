import { newId } from '@course-plateform/common/kernel';
import { bearer, migrateFrom } from '@course-plateform/common/testing';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import { OrderLineGrant } from '../src/enrollment/order-line-grant.entity';
import { type ProgressFixture, lessonIds, startProgress } from './progress.fixture';

const BEFORE_ONE_ENROLLMENT = 'Migration20261123024016';

describe('the migration to one enrollment per learner and course', () => {
  let fixture: ProgressFixture;

  beforeAll(async () => {
    fixture = await startProgress();
  });

  afterAll(() => fixture.app.stop());

  it('merges enrollments with everything that was completed and paid', async () => {
    const user = await fixture.app.user();
    const [courseId, other, orderLineId] = [newId(), newId(), newId()];
    const [oldest, ended, living, alone] = [newId(), newId(), newId(), newId()];
    const [first = '', second = ''] = lessonIds(courseId);
    await migrateFrom(fixture.app, BEFORE_ONE_ENROLLMENT, async (em) => {
      const insert = (id: string, course: string, status: string, completedAt: string | null) =>
        em.execute(
          `insert into enrollment
           (id, created_at, updated_at, user_id, course_id, publication, status, percent, completed_at, ended_at)
         values (?, now(), now(), ?, ?, 3, ?, 33.33, ?, ?)`,
          [id, user.id, course, status, completedAt, status === 'ended' ? '2026-02-01' : null],
        );
      await insert(oldest, courseId, 'ended', '2026-01-05T00:00:00Z');
      await insert(ended, courseId, 'ended', '2026-01-10T00:00:00Z');
      await insert(living, courseId, 'active', null);
      await insert(alone, other, 'ended', null);
      for (const [id, lesson] of [
        [oldest, first],
        [ended, first],
        [living, second],
      ]) {
        await em.execute('insert into lesson_completion values (?, ?, now())', [id, lesson]);
      }
      await em.execute(
        'insert into order_line_grant (order_line_id, order_id, enrollment_id) values (?, ?, ?)',
        [orderLineId, newId(), ended],
      );
    });

    expect(await fixture.app.stored(Enrollment, { courseId })).toMatchObject([
      { id: living, status: 'completed', completedAt: new Date('2026-01-05T00:00:00Z') },
    ]);
    expect(await fixture.app.stored(Enrollment, { courseId: other })).toMatchObject([
      { id: alone, status: 'ended', completedAt: null, version: 1 },
    ]);
    expect(await fixture.app.stored(OrderLineGrant, { orderLineId })).toMatchObject([
      { enrollmentId: living },
    ]);
    const progress = await fixture.app.http
      .get(`/api/v1/enrollments/${living}/progress`)
      .set(bearer(user))
      .expect(200);
    expect(progress.body).toMatchObject({
      status: 'completed',
      percent: 66.66,
      completedLessons: 2,
    });
  });
});
