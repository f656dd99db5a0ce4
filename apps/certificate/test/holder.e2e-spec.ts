import type { SqlEntityManager } from '@mikro-orm/postgresql';
import { newId } from '@course-plateform/common/kernel';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { InboxMessage } from '@course-plateform/common/events';
import { userErased, userProfileGetMany } from '@course-plateform/types/user';
import { Certificate } from '../src/certificate/certificate.entity';
import { HolderJob } from '../src/certificate/holder.job';
import { CertificateFixture, named } from './certificate.fixture';

describe('the holder’s name on a certificate', () => {
  let fixture: CertificateFixture;

  beforeAll(async () => {
    fixture = await CertificateFixture.start();
  });

  afterAll(() => fixture.app.stop());

  beforeEach(() => fixture.profiles.respondWith(named('Ada Lovelace')));

  it('is requested after the issue, and stays as it was then', async () => {
    const { id, number } = await fixture.issued(fixture.learner);
    await eventually('the name', async () => {
      const [stored] = await fixture.app.stored(Certificate, { id });
      return stored?.holderName === 'Ada Lovelace';
    });
    fixture.profiles.respondWith(named('Countess of Lovelace'));
    await fixture.app.get(HolderJob).run();
    expect((await fixture.read(fixture.learner, id)).body).toMatchObject({
      holderName: 'Ada Lovelace',
    });
    expect((await fixture.verify(number)).body).toMatchObject({ holderName: 'Ada Lovelace' });
  });

  it('is missing while it is unknown, and added afterwards', async () => {
    fixture.profiles.respondWith(() => ({ profiles: [] }));
    const { id, number } = await fixture.issued(fixture.learner);
    const nameless = await fixture.verify(number).expect(200);
    expect(nameless.body).toMatchObject({ valid: true, holderName: null });
    fixture.profiles.respondWith(named('Grace Hopper'));
    const responses = await Promise.all([
      fixture.verify(number),
      fixture.read(fixture.learner, id),
      fixture.verify(number),
    ]);
    for (const { body } of responses) expect(body).toMatchObject({ holderName: 'Grace Hopper' });
  });

  it('is not requested again', async () => {
    const { id, number } = await fixture.issued(fixture.learner);
    await eventually(
      'the name',
      async () => (await fixture.app.stored(Certificate, { id }))[0]?.holderName,
    );
    const before = fixture.profiles.requests.length;
    await fixture.read(fixture.learner, id).expect(200);
    await fixture.verify(number).expect(200);
    await fixture.app.http
      .get('/api/v1/certificates')
      .set(bearer(await fixture.app.user()))
      .expect(200);
    expect(fixture.profiles.requests).toHaveLength(before);
  });

  it('is requested for at most 100 certificates per run, the oldest first', async () => {
    const courseId = newId();
    const store = async (count: number, holderName: string | null, year: number) => {
      for (let i = 0; i < count; i += 1) {
        const issuedAt = new Date(Date.UTC(year, 0, 1, 0, 0, 200 - i)).toISOString();
        const [id, enrollmentId, userId] = [newId(), newId(), newId()];
        await (fixture.app.em() as SqlEntityManager).execute(
          `insert into certificate
             (id, created_at, updated_at, number, enrollment_id, user_id, course_id, publication, course_title, completed_at, holder_name)
           values (?, ?, ?, ?, ?, ?, ?, 1, 'Web', now(), ?)`,
          [id, issuedAt, issuedAt, id, enrollmentId, userId, courseId, holderName],
        );
      }
    };
    // Named ones are older than all that wait, and stand in nobody's way.
    await store(100, 'Grace Hopper', 2020);
    await store(101, null, 2021);
    await fixture.app.get(HolderJob).run();
    const waiting = await fixture.app.stored(Certificate, { courseId, holderName: null });
    expect(waiting).toMatchObject([{ createdAt: new Date('2021-01-01T00:03:20Z') }]);
    await fixture.app.get(HolderJob).run();
    expect(await fixture.app.stored(Certificate, { courseId, holderName: null })).toEqual([]);
  });

  it('is missing while the user service is unavailable', async () => {
    const waiting = await fixture.issued(fixture.learner);
    fixture.profiles.disconnect();
    const certificate = await fixture.issued(fixture.learner);
    const response = await fixture.read(fixture.learner, certificate.id).expect(200);
    expect(response.body).toMatchObject({ holderName: null, number: certificate.number });
    await fixture.verify(waiting.number).expect(200);
    fixture.profiles = await fixture.app.upstreams.fake(userProfileGetMany, named('Ada Lovelace'));
    await fixture.app.get(HolderJob).run();
    expect(await fixture.app.stored(Certificate, { id: certificate.id })).toMatchObject([
      { holderName: 'Ada Lovelace' },
    ]);
  });

  describe('of an erased user', () => {
    async function erase({ id: userId }: TestUser): Promise<void> {
      const about = { aggregateId: userId, aggregateVersion: 3 };
      const eventId = await fixture.app.events.publish(userErased, { userId }, about);
      await eventually('the erasure', async () => {
        return (await fixture.app.stored(InboxMessage, { eventId })).length === 1;
      });
    }

    it('is removed, and the certificate stays valid', async () => {
      const [holder, other] = [await fixture.app.user(), await fixture.app.user()];
      const mine = [await fixture.issued(holder), await fixture.issued(holder)];
      const theirs = await fixture.issued(other);
      await fixture.app.get(HolderJob).run();
      const named = () =>
        fixture.app.stored(Certificate, { holderName: 'Ada Lovelace', userId: holder.id });
      await eventually('the names', async () => (await named()).length === 2);
      await eventually('the other name', async () => {
        return (await fixture.app.stored(Certificate, { id: theirs.id }))[0]?.holderName;
      });
      const [before] = await fixture.app.stored(Certificate, { id: theirs.id });
      await erase(holder);
      await erase(holder);
      expect(await named()).toEqual([]);
      for (const { number, courseTitle } of mine) {
        expect((await fixture.verify(number).expect(200)).body).toMatchObject({
          ...{ valid: true, holderName: 'Former learner', courseTitle },
        });
      }
      expect(await fixture.app.stored(Certificate, { id: theirs.id })).toEqual([before]);
    });

    it('is not restored by a reply that was in flight', async () => {
      const holder = await fixture.app.user();
      fixture.profiles.respondWith(() => ({ profiles: [] }));
      const { id } = await fixture.issued(holder);
      await erase(holder);
      fixture.profiles.respondWith(named('Ada Lovelace'));
      await fixture.app.get(HolderJob).run();
      await fixture.read(holder, id).expect(200);
      expect(await fixture.app.stored(Certificate, { id })).toMatchObject([
        { holderName: 'Former learner' },
      ]);
    });
  });
});
