import { FixedClock, HOUR_MS, newId } from '@course-plateform/common/kernel';
import { RequestInvalid } from '@course-plateform/common/validation';
import { type TestService, startTestService } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { userRegistered } from '@course-plateform/types/auth';
import { Role } from '@course-plateform/types/platform';
import { userProfileCreate, userProfileGetMany } from '@course-plateform/types/user';
import { service } from '../src/app.module';
import { PendingProfileJob } from '../src/profile/pending-profile.job';
import { PendingProfile } from '../src/profile/pending-profile.entity';
import { UserProfile } from '../src/profile/profile.entity';
import { aUser, aProfile } from './user.fixture';

describe('requests about profiles', () => {
  const clock = new FixedClock(new Date());
  let user: TestService;
  let rpc: TestService['rpc'];

  beforeAll(async () => {
    user = await startTestService(service, { clock });
    rpc = user.rpc;
  });

  afterAll(() => user.stop());

  it('create one profile per user, also for repeated and concurrent requests', async () => {
    const request = aProfile();
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => rpc.request(userProfileCreate, request)),
    );
    expect(replies).toEqual(Array(5).fill({ userId: request.userId, role: 'user' }));
    expect(await user.stored(UserProfile, { id: request.userId })).toHaveLength(1);
    expect(await user.stored(PendingProfile, { userId: request.userId })).toHaveLength(1);
  });

  it('keep an existing profile unchanged', async () => {
    const ada = await aUser(user);
    const reply = await rpc.request(
      userProfileCreate,
      aProfile({ userId: ada.id, firstName: 'Eve', role: Role.admin }),
    );
    expect(reply.role).toBe('user');
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ firstName: 'Ada' }]);
  });

  it('return the public profiles of existing users', async () => {
    const ada = await aUser(user);
    const { profiles } = await rpc.request(userProfileGetMany, { userIds: [ada.id, newId()] });
    expect(profiles).toEqual([
      {
        id: ada.id,
        name: 'Ada Lovelace',
        slug: null,
        headline: null,
        avatarUrl: null,
        isInstructor: false,
      },
    ]);
  });

  it('reject malformed payloads', async () => {
    await expect(rpc.request(userProfileGetMany, { userIds: ['x'] })).rejects.toThrow(
      RequestInvalid,
    );
    await expect(
      rpc.request(userProfileCreate, { ...aProfile(), role: 'root' as Role }),
    ).rejects.toThrow(RequestInvalid);
  });

  describe('after a registration event', () => {
    it('confirm the profile without changing its version, also on a duplicate', async () => {
      const ada = await aUser(user);
      const about = { aggregateId: ada.id };
      const payload = { userId: ada.id, role: Role.user };
      const id = await user.events.publish(userRegistered, payload, about);
      await user.events.publish(userRegistered, payload, { ...about, id });
      await eventually('the confirmation', async () => {
        return (await user.stored(PendingProfile, { userId: ada.id })).length === 0;
      });
      expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ version: 1 }]);
    });

    it('create a missing profile', async () => {
      const userId = newId();
      await user.events.publish(
        userRegistered,
        { userId, role: Role.admin },
        { aggregateId: userId },
      );
      const profile = await eventually('the profile', async () => {
        return (await user.stored(UserProfile, { id: userId }))[0];
      });
      expect(profile).toMatchObject({ role: 'admin', firstName: 'New' });
    });
  });

  it('delete profiles that were never confirmed, and no others', async () => {
    const forgotten = await aUser(user);
    const confirmed = await aUser(user);
    await user.events.publish(
      userRegistered,
      { userId: confirmed.id, role: Role.user },
      { aggregateId: confirmed.id },
    );
    await eventually('the confirmation', async () => {
      return (await user.stored(PendingProfile, { userId: confirmed.id })).length === 0;
    });
    clock.advance(25 * HOUR_MS);
    const fresh = await aUser(user);
    await user.get(PendingProfileJob).job.run();
    expect(await user.stored(UserProfile, { id: forgotten.id })).toEqual([]);
    for (const { id } of [confirmed, fresh]) {
      expect(await user.stored(UserProfile, { id })).toHaveLength(1);
    }
  });

  it('keep a profile whose confirmation is being committed', async () => {
    const ada = await aUser(user);
    clock.advance(25 * HOUR_MS);
    const { round } = await user.em().transactional(async (em) => {
      await em.nativeDelete(PendingProfile, { userId: ada.id });
      const started = { round: user.get(PendingProfileJob).job.run() };
      await eventually('the job waits for the confirmation', async () => {
        const waiting = await em
          .getConnection()
          .execute<object[]>(
            `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
          );
        return waiting.length > 0;
      });
      return started;
    });
    await round;
    expect(await user.stored(UserProfile, { id: ada.id })).toHaveLength(1);
  });
});
