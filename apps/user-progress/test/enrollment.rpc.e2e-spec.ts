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

describe('enrolment questions', () => {
  let fixture: ProgressFixture;
  let learner: TestUser;
  let rpc: TestService['rpc'];

  beforeAll(async () => {
    fixture = await startProgress();
    learner = await fixture.app.user();
    rpc = fixture.app.rpc;
  });

  afterAll(() => fixture.app.stop());

  it("returns a learner's access and percentage, also when it has ended or was resumed", async () => {
    const courseId = newId();
    const { id } = await enrolled(fixture, learner, courseId);
    await tick(fixture, learner, id, lessonIds(courseId)[0] ?? '').expect(200);
    const ask = () => rpc.ask(enrollmentGet, { userId: learner.id, courseId });
    expect(await ask()).toEqual({
      enrollment: { enrollmentId: id, status: 'active', publication: 3, percent: 33.33 },
    });
    await withdraw(fixture, learner, id).expect(201);
    expect(await ask()).toMatchObject({ enrollment: { enrollmentId: id, status: 'ended' } });
    await enrolled(fixture, learner, courseId);
    expect(await ask()).toMatchObject({
      enrollment: { enrollmentId: id, status: 'active', percent: 33.33 },
    });
  });

  it('tells which of several courses somebody has access to', async () => {
    const [owned, ended, never] = [newId(), newId(), newId()];
    await enrolled(fixture, learner, owned);
    const { id } = await enrolled(fixture, learner, ended);
    await withdraw(fixture, learner, id).expect(201);
    const reply = await rpc.ask(enrollmentGetOwned, {
      userId: learner.id,
      courseIds: [owned, ended, never],
    });
    expect(reply).toEqual({ courseIds: [owned] });
  });

  it('knows nothing of somebody who never enrolled', async () => {
    expect(await rpc.ask(enrollmentGet, { userId: newId(), courseId: newId() })).toEqual({
      enrollment: null,
    });
  });

  it('refuses malformed questions', async () => {
    await expect(rpc.ask(enrollmentGet, { userId: 'x', courseId: newId() })).rejects.toThrow(
      RequestInvalid,
    );
    await expect(
      rpc.ask(enrollmentGetOwned, { userId: newId(), courseIds: ['x'] }),
    ).rejects.toThrow(RequestInvalid);
  });
});
