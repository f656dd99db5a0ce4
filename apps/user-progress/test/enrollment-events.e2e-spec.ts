import { newId } from '@course-plateform/common/kernel';
import { ReadModels } from '@course-plateform/common/events';
import { eventually } from '@course-plateform/common/test-kit';
import { enrollmentEnded, enrollmentGranted } from '@course-plateform/types/user-progress';
import { Enrollment } from '../src/enrollment/enrollment.entity';
import { type ProgressFixture, bought, enroll, startProgress, withdraw } from './progress.fixture';

describe('publishing enrollments again', () => {
  let fixture: ProgressFixture;

  beforeAll(async () => {
    fixture = await startProgress();
  });

  afterAll(() => fixture.app.stop());

  it('publishes active ones as granted with their orders, and ended ones as ended only', async () => {
    const { app } = fixture;
    const user = await app.user();
    const paid = await bought(fixture, user);
    const given = await bought(fixture, user);
    await withdraw(fixture, user, given.enrollmentId).expect(201);
    const courseId = newId();
    const { id: free } = (await enroll(fixture, user, courseId).expect(201)).body as { id: string };
    await eventually('all are published', () => {
      const [grants, ends] = [app.events.of(enrollmentGranted), app.events.of(enrollmentEnded)];
      return grants.length === 3 && ends.length === 1;
    });
    const before = await app.stored(Enrollment);

    const events = [enrollmentGranted.subject, enrollmentEnded.subject];
    expect(await app.get(ReadModels).republish(events)).toBe(3);

    await eventually('it is published again', () => {
      const [grants, ends] = [app.events.of(enrollmentGranted), app.events.of(enrollmentEnded)];
      return grants.length === 5 && ends.length === 2;
    });
    const { order, line, enrollmentId } = paid;
    const versionOf = (id: string) => before.find((enrollment) => enrollment.id === id)?.version;
    expect(app.events.of(enrollmentGranted).slice(3)).toMatchObject([
      {
        aggregateVersion: versionOf(enrollmentId),
        payload: { enrollmentId, orderId: order.orderId, orderLineId: line.lineId, publication: 2 },
      },
      {
        aggregateVersion: versionOf(free),
        payload: { enrollmentId: free, courseId, orderId: null, orderLineId: null },
      },
    ]);
    expect(app.events.of(enrollmentEnded)[1]).toMatchObject({
      aggregateVersion: versionOf(given.enrollmentId),
      payload: { enrollmentId: given.enrollmentId, courseId: given.courseId, userId: user.id },
    });
    expect(await app.stored(Enrollment)).toEqual(before);
  });

  it('publishes each enrollment once, also with several pages', async () => {
    const { app } = fixture;
    const em = app.em();
    const [courseId, now] = [newId(), new Date()];
    const added = Array.from(
      { length: 501 },
      () => new Enrollment({ userId: newId(), courseId, publication: 1, now }),
    );
    em.persist(added);
    await em.flush();
    await app.get(ReadModels).republish([enrollmentGranted.subject, enrollmentEnded.subject]);
    const reported = () =>
      app.events.of(enrollmentGranted).filter(({ payload }) => payload.courseId === courseId);
    await eventually('every event', () => reported().length >= added.length);
    const ids = reported().map(({ aggregateId }) => aggregateId);
    expect(ids.toSorted()).toEqual(added.map(({ id }) => id).toSorted());
  });
});
