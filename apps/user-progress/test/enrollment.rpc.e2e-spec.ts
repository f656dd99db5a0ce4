import { newId } from '@course-plateform/common/kernel';
import { RequestInvalid } from '@course-plateform/common/validation';
import type { TestService, TestUser } from '@course-plateform/common/testing';
import { enrollmentGet, enrollmentGetOwned } from '@course-plateform/types/user-progress';
import {
  type ProgressFixture,
  enrolled,
  lessonIds,
  startProgress,
  tick,
  withdraw,
} from './progress.fixture';

describe('requests about enrollments', () => {
  let fixture: ProgressFixture;
  let learner: TestUser;
  let rpc: TestService['rpc'];

  beforeAll(async () => {
    fixture = await startProgress();
    learner = await fixture.app.user();
    rpc = fixture.app.rpc;
  });

  afterAll(() => fixture.app.stop());

  it('return a learner’s access and progress, also when it has ended or was resumed', async () => {
    const courseId = newId();
    const { id } = await enrolled(fixture, learner, courseId);
    await tick(fixture, learner, id, lessonIds(courseId)[0] ?? '').expect(200);
    const request = () => rpc.request(enrollmentGet, { userId: learner.id, courseId });
    expect(await request()).toEqual({
      enrollment: { enrollmentId: id, status: 'active', publication: 3, percent: 33.33 },
    });
    await withdraw(fixture, learner, id).expect(201);
    expect(await request()).toMatchObject({ enrollment: { enrollmentId: id, status: 'ended' } });
    await enrolled(fixture, learner, courseId);
    expect(await request()).toMatchObject({
      enrollment: { enrollmentId: id, status: 'active', percent: 33.33 },
    });
  });

  it('return which of several courses a user has access to', async () => {
    const [owned, ended, never] = [newId(), newId(), newId()];
    await enrolled(fixture, learner, owned);
    const { id } = await enrolled(fixture, learner, ended);
    await withdraw(fixture, learner, id).expect(201);
    const reply = await rpc.request(enrollmentGetOwned, {
      userId: learner.id,
      courseIds: [owned, ended, never],
    });
    expect(reply).toEqual({ courseIds: [owned] });
  });

  it('return nothing for a user who never enrolled', async () => {
    expect(await rpc.request(enrollmentGet, { userId: newId(), courseId: newId() })).toEqual({
      enrollment: null,
    });
  });

  it('with a malformed payload are rejected', async () => {
    await expect(rpc.request(enrollmentGet, { userId: 'x', courseId: newId() })).rejects.toThrow(
      RequestInvalid,
    );
    await expect(
      rpc.request(enrollmentGetOwned, { userId: newId(), courseIds: ['x'] }),
    ).rejects.toThrow(RequestInvalid);
  });
});
