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
import { aPerson, aProfile } from './user.fixture';

describe('profile questions', () => {
  const clock = new FixedClock(new Date());
  let user: TestService;
  let rpc: TestService['rpc'];

  beforeAll(async () => {
    user = await startTestService(service, { clock });
    rpc = user.rpc;
  });

  afterAll(() => user.stop());

  it('makes one profile, however often and however parallel it is asked to', async () => {
    const request = aProfile();
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => rpc.ask(userProfileCreate, request)),
    );
    expect(replies).toEqual(Array(5).fill({ userId: request.userId, role: 'user' }));
    expect(await user.stored(UserProfile, { id: request.userId })).toHaveLength(1);
    expect(await user.stored(PendingProfile, { userId: request.userId })).toHaveLength(1);
  });

  it('keeps the profile of a second request for the same person as it was', async () => {
    const ada = await aPerson(user);
    const reply = await rpc.ask(
      userProfileCreate,
      aProfile({ userId: ada.id, firstName: 'Eve', role: Role.admin }),
    );
    expect(reply.role).toBe('user');
    expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ firstName: 'Ada' }]);
  });

  it('gives the public profiles of those who exist', async () => {
    const ada = await aPerson(user);
    const { profiles } = await rpc.ask(userProfileGetMany, { userIds: [ada.id, newId()] });
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

  it('refuses malformed questions', async () => {
    await expect(rpc.ask(userProfileGetMany, { userIds: ['x'] })).rejects.toThrow(RequestInvalid);
    await expect(
      rpc.ask(userProfileCreate, { ...aProfile(), role: 'root' as Role }),
    ).rejects.toThrow(RequestInvalid);
  });

  describe('on a registration', () => {
    it('confirms the profile without changing its version, also when told twice', async () => {
      const ada = await aPerson(user);
      const about = { aggregateId: ada.id };
      const payload = { userId: ada.id, role: Role.user };
      const id = await user.events.tell(userRegistered, payload, about);
      await user.events.tell(userRegistered, payload, { ...about, id });
      await eventually('the confirmation', async () => {
        return (await user.stored(PendingProfile, { userId: ada.id })).length === 0;
      });
      expect(await user.stored(UserProfile, { id: ada.id })).toMatchObject([{ version: 1 }]);
    });

    it('makes a profile when there is none', async () => {
      const userId = newId();
      await user.events.tell(userRegistered, { userId, role: Role.admin }, { aggregateId: userId });
      const profile = await eventually('the profile', async () => {
        return (await user.stored(UserProfile, { id: userId }))[0];
      });
      expect(profile).toMatchObject({ role: 'admin', firstName: 'New' });
    });
  });

  it('takes away profiles whose account never came, and only those', async () => {
    const forgotten = await aPerson(user);
    const confirmed = await aPerson(user);
    await user.events.tell(
      userRegistered,
      { userId: confirmed.id, role: Role.user },
      { aggregateId: confirmed.id },
    );
    await eventually('the confirmation', async () => {
      return (await user.stored(PendingProfile, { userId: confirmed.id })).length === 0;
    });
    clock.advance(25 * HOUR_MS);
    const fresh = await aPerson(user);
    await user.get(PendingProfileJob).job.run();
    expect(await user.stored(UserProfile, { id: forgotten.id })).toEqual([]);
    for (const { id } of [confirmed, fresh]) {
      expect(await user.stored(UserProfile, { id })).toHaveLength(1);
    }
  });

  it('leaves the profile whose confirmation is being stored while it looks', async () => {
    const ada = await aPerson(user);
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
