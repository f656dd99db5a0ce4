import { newId } from '@course-plateform/common/kernel';
import {
  bearer,
  migrateFrom,
  startTestService,
  type FakeNeighbour,
  type TestService,
  type TestUser,
} from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { InboxMessage } from '@course-plateform/common/events';
import { certificateIssued } from '@course-plateform/types/certificate';
import {
  type UserProfileGetMany,
  type UserProfiles,
  userErased,
  userProfileGetMany,
} from '@course-plateform/types/user';
import { type CourseCompleted, courseCompleted } from '@course-plateform/types/user-progress';
import { sqlOf, type PostgresEntityManager } from '@course-plateform/common/persistence';
import { service } from '../src/app.module';
import type { CertificatePageResponse } from '../src/certificate/certificate.dto';
import { Certificate } from '../src/certificate/certificate.entity';
import { HolderJob } from '../src/certificate/holder.job';

describe('certificates', () => {
  let app: TestService;
  let profiles: FakeNeighbour<UserProfileGetMany, UserProfiles>;
  let learner: TestUser;

  beforeAll(async () => {
    app = await startTestService(service, {
      environment: { HOLDER_JOB_INTERVAL_MS: '3600000' },
    });
    profiles = await app.neighbours.fake(userProfileGetMany, named('Ada Lovelace'));
    learner = await app.user();
  });

  afterAll(() => app.stop());

  beforeEach(() => profiles.answer(named('Ada Lovelace')));

  function named(name: string) {
    return ({ userIds }: UserProfileGetMany): UserProfiles => ({
      profiles: userIds.map((id) => ({
        id,
        name,
        slug: null,
        headline: null,
        avatarUrl: null,
        isInstructor: false,
      })),
    });
  }

  function aCompletion(userId: string): CourseCompleted {
    return {
      enrollmentId: newId(),
      courseId: newId(),
      userId,
      publication: 2,
      courseTitle: 'Complete Web Development',
      completedAt: '2026-03-01T10:00:00.000Z',
    };
  }

  function complete(completion: CourseCompleted, id?: string): Promise<string> {
    return app.events.tell(courseCompleted, completion, {
      aggregateId: completion.enrollmentId,
      ...(id === undefined ? {} : { id }),
    });
  }

  function issuedFor(completion: CourseCompleted) {
    return app.events.next(
      certificateIssued,
      ({ payload }) => payload.enrollmentId === completion.enrollmentId,
    );
  }

  async function issued(user: TestUser): Promise<Certificate> {
    const completion = aCompletion(user.id);
    await complete(completion);
    await issuedFor(completion);
    const [certificate] = await app.stored(Certificate, { enrollmentId: completion.enrollmentId });
    if (!certificate) throw new Error('A certificate was told, and is not there');
    return certificate;
  }

  function read(user: TestUser, id: string) {
    return app.http.get(`/api/v1/certificates/${id}`).set(bearer(user));
  }

  function verify(number: string) {
    return app.http.get(`/api/v1/verifications/${encodeURIComponent(number)}`);
  }

  it('issues one when a course is completed, and tells it', async () => {
    const completion = aCompletion(learner.id);
    await complete(completion);
    const { payload } = await issuedFor(completion);
    const answer = await read(learner, payload.certificateId).expect(200);
    expect(answer.body).toEqual({
      id: payload.certificateId,
      number: payload.number,
      enrollmentId: completion.enrollmentId,
      courseId: completion.courseId,
      publication: 2,
      courseTitle: 'Complete Web Development',
      status: 'valid',
      holderName: 'Ada Lovelace',
      completedAt: completion.completedAt,
      issuedAt: expect.any(String),
      version: 2,
    });
  });

  it('is verified by its number as people paste it', async () => {
    const completion = aCompletion(learner.id);
    await complete(completion);
    const { number } = (await issuedFor(completion)).payload;
    const dashes = '\u2010\u2011\u2012\u2013\u2014\u2015\u2212';
    const written = [...dashes].map((dash) => number.replaceAll('-', dash));
    for (const pasted of [
      ...written,
      ` ${number.toLowerCase()}\u00A0`,
      number.replaceAll('-', ' \u2013 '),
    ]) {
      const answer = await verify(pasted);
      expect([answer.status, answer.body.number]).toEqual([200, number]);
    }
  });

  it('issues no second one, however often and at once the completion is told', async () => {
    const completion = aCompletion(learner.id);
    const id = await complete(completion);
    // Other aggregates, so that they are handled side by side.
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        app.events.tell(courseCompleted, completion, { aggregateId: newId() }),
      ),
    );
    await complete(completion, id);
    await issuedFor(completion);
    await issued(learner);
    const { enrollmentId } = completion;
    expect(await app.stored(Certificate, { enrollmentId })).toHaveLength(1);
    const told = app.events
      .of(certificateIssued)
      .filter(({ payload }) => payload.enrollmentId === enrollmentId);
    expect(told).toHaveLength(1);
  });

  it('issues no second one for the same learner and course, in whatever enrollment', async () => {
    const first = aCompletion(learner.id);
    await complete(first);
    await issuedFor(first);
    const again = { ...first, enrollmentId: newId(), completedAt: '2026-04-01T10:00:00.000Z' };
    // Side by side, so that two may look before one is stored.
    const repeated = await Promise.all(
      [1, 2, 3].map(() => complete({ ...again, enrollmentId: newId() })),
    );
    const others = [{ ...again, userId: newId() }, aCompletion(learner.id)];
    for (const other of others) {
      await complete(other);
      await issuedFor(other);
    }
    const { courseId, userId, enrollmentId } = first;
    expect(await app.stored(Certificate, { courseId, userId })).toMatchObject([{ enrollmentId }]);
    const published = app.events
      .of(certificateIssued)
      .filter(({ payload }) => payload.courseId === courseId && payload.userId === userId);
    expect(published).toHaveLength(1);
    // Handled, and not refused by the database and delivered again and again.
    await eventually('the repeated completions', async () => {
      const handled = await app.stored(InboxMessage, { eventId: { $in: repeated } });
      return handled.length === repeated.length;
    });
  });

  it('marks certificates from before that rule as superseded by the first one', async () => {
    const courseId = newId();
    const insert = (em: PostgresEntityManager, number: string, issuedAt: string) =>
      em.execute(
        `insert into certificate
           (id, created_at, updated_at, number, enrollment_id, user_id, course_id, publication, course_title, completed_at)
         values (?, ?, ?, ?, ?, ?, ?, 1, 'Web', now())`,
        [newId(), issuedAt, issuedAt, number, newId(), learner.id, courseId],
      );
    await migrateFrom(app, 'Migration20261122195559', async (em) => {
      await insert(em, '7K3QX-0V9TN-4M2RD-PH8WZ-61CY2', '2026-01-02T00:00:00Z');
      await insert(em, '7K3QX-0V9TN-4M2RD-PH8WZ-61CY1', '2026-01-01T00:00:00Z');
    });
    const stored = await app.stored(Certificate, { courseId });
    expect(stored.filter(({ supersededAt }) => supersededAt === null)).toMatchObject([
      { createdAt: new Date('2026-01-01T00:00:00Z') },
    ]);
    const superseded = stored.find(({ supersededAt }) => supersededAt !== null);
    expect((await verify(superseded?.number ?? '').expect(200)).body).toMatchObject({
      valid: false,
      status: 'superseded',
    });
    const { body } = await read(learner, superseded?.id ?? '').expect(200);
    expect(body).toMatchObject({ status: 'superseded' });
    const list = await app.http.get('/api/v1/certificates').set(bearer(learner)).expect(200);
    const ofCourse = (list.body as CertificatePageResponse).items.filter(
      (certificate) => certificate.courseId === courseId,
    );
    expect(ofCourse).toMatchObject([{ status: 'valid' }]);
  });

  it('asks for the name by itself, and keeps it as it was then', async () => {
    const { id, number } = await issued(learner);
    await eventually('the name', async () => {
      const [stored] = await app.stored(Certificate, { id });
      return stored?.holderName === 'Ada Lovelace';
    });
    profiles.answer(named('Countess of Lovelace'));
    await app.get(HolderJob).run();
    expect((await read(learner, id)).body).toMatchObject({ holderName: 'Ada Lovelace' });
    expect((await verify(number)).body).toMatchObject({ holderName: 'Ada Lovelace' });
  });

  it('is there without a name while nobody knows it, and with one afterwards', async () => {
    profiles.answer(() => ({ profiles: [] }));
    const { id, number } = await issued(learner);
    const nameless = await verify(number).expect(200);
    expect(nameless.body).toMatchObject({ valid: true, holderName: null });
    profiles.answer(named('Grace Hopper'));
    const answers = await Promise.all([verify(number), read(learner, id), verify(number)]);
    for (const { body } of answers) expect(body).toMatchObject({ holderName: 'Grace Hopper' });
  });

  it('asks for no name that it has', async () => {
    const { id, number } = await issued(learner);
    await eventually(
      'the name',
      async () => (await app.stored(Certificate, { id }))[0]?.holderName,
    );
    const before = profiles.asked.length;
    await read(learner, id).expect(200);
    await verify(number).expect(200);
    await app.http
      .get('/api/v1/certificates')
      .set(bearer(await app.user()))
      .expect(200);
    expect(profiles.asked).toHaveLength(before);
  });

  it('names at most 100 a round, those that wait longest first', async () => {
    const courseId = newId();
    const store = async (count: number, holderName: string | null, year: number) => {
      for (let i = 0; i < count; i += 1) {
        const issuedAt = new Date(Date.UTC(year, 0, 1, 0, 0, 200 - i)).toISOString();
        const [id, enrollmentId, userId] = [newId(), newId(), newId()];
        await sqlOf(app.em()).execute(
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
    await app.get(HolderJob).run();
    const waiting = await app.stored(Certificate, { courseId, holderName: null });
    expect(waiting).toMatchObject([{ createdAt: new Date('2021-01-01T00:03:20Z') }]);
    await app.get(HolderJob).run();
    expect(await app.stored(Certificate, { courseId, holderName: null })).toEqual([]);
  });

  describe('verifying', () => {
    it('shows anybody who has the number what the certificate says, and no more', async () => {
      const certificate = await issued(learner);
      const answer = await verify(certificate.number).expect(200);
      expect(answer.body).toEqual({
        number: certificate.number,
        valid: true,
        status: 'valid',
        holderName: 'Ada Lovelace',
        courseTitle: 'Complete Web Development',
        completedAt: '2026-03-01T10:00:00.000Z',
        issuedAt: certificate.createdAt.toISOString(),
      });
      const typed = certificate.number.toLowerCase().replaceAll('-', ' ');
      expect((await verify(typed)).body).toEqual(answer.body);
    });

    it('answers every number that nothing has alike', async () => {
      const { id } = await issued(learner);
      const unknown = ['7K3QX-0V9TN-4M2RD-PH8WZ-61CYB', 'nonsense', id, '%'];
      for (const number of unknown) {
        const answer = await verify(number);
        expect(answer.status).toBe(404);
        const { instance: _instance, traceId: _traceId, ...body } = answer.body;
        expect(body).toEqual({
          type: '/errors/certificate.number_unknown',
          title: 'No certificate has this number',
          status: 404,
          detail: expect.any(String),
          code: 'certificate.number_unknown',
        });
      }
      expect((await verify('a\u0000b')).status).toBe(400);
    });
  });

  it('answers a stranger like somebody who asks for an absent certificate', async () => {
    const { id } = await issued(learner);
    const stranger = await app.user();
    for (const target of [id, newId(), 'no-id']) {
      const answer = await read(stranger, target);
      expect(answer.status).toBe(404);
      expect(answer.body).toMatchObject({ code: 'certificate.not_found' });
    }
    const own = await app.http.get('/api/v1/certificates').set(bearer(stranger)).expect(200);
    expect(own.body.items).toEqual([]);
  });

  it("walks through one's own certificates by cursor, newest first", async () => {
    const reader = await app.user();
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) ids.push((await issued(reader)).id);
    const list = (query: object) =>
      app.http.get('/api/v1/certificates').set(bearer(reader)).query(query).expect(200);
    const first = (await list({ limit: 2 })).body as CertificatePageResponse;
    const second = (await list({ limit: 2, cursor: first.page.next }))
      .body as CertificatePageResponse;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second.page.next).toBeNull();
    const foreign = await app.http
      .get('/api/v1/certificates')
      .set(bearer(learner))
      .query({ limit: 2, cursor: first.page.next });
    expect([foreign.status, foreign.body.code]).toEqual([400, 'request.cursor_invalid']);
  });

  it('is there without a name while the user service is away', async () => {
    const waiting = await issued(learner);
    profiles.leave();
    const certificate = await issued(learner);
    const answer = await read(learner, certificate.id).expect(200);
    expect(answer.body).toMatchObject({ holderName: null, number: certificate.number });
    await verify(waiting.number).expect(200);
    profiles = await app.neighbours.fake(userProfileGetMany, named('Ada Lovelace'));
    await app.get(HolderJob).run();
    expect(await app.stored(Certificate, { id: certificate.id })).toMatchObject([
      { holderName: 'Ada Lovelace' },
    ]);
  });

  describe('of somebody who is erased', () => {
    async function erase({ id: userId }: TestUser): Promise<void> {
      const about = { aggregateId: userId, aggregateVersion: 3 };
      const eventId = await app.events.tell(userErased, { userId }, about);
      await eventually('the erasure', async () => {
        return (await app.stored(InboxMessage, { eventId })).length === 1;
      });
    }

    it('stay good, and name nobody', async () => {
      const [holder, other] = [await app.user(), await app.user()];
      const mine = [await issued(holder), await issued(holder)];
      const theirs = await issued(other);
      await app.get(HolderJob).run();
      const named = () =>
        app.stored(Certificate, { holderName: 'Ada Lovelace', userId: holder.id });
      await eventually('the names', async () => (await named()).length === 2);
      await eventually('the other name', async () => {
        return (await app.stored(Certificate, { id: theirs.id }))[0]?.holderName;
      });
      const [before] = await app.stored(Certificate, { id: theirs.id });
      await erase(holder);
      await erase(holder);
      expect(await named()).toEqual([]);
      for (const { number, courseTitle } of mine) {
        expect((await verify(number).expect(200)).body).toMatchObject({
          ...{ valid: true, holderName: 'Former learner', courseTitle },
        });
      }
      expect(await app.stored(Certificate, { id: theirs.id })).toEqual([before]);
    });

    it('get no name from an answer that was under way', async () => {
      const holder = await app.user();
      profiles.answer(() => ({ profiles: [] }));
      const { id } = await issued(holder);
      await erase(holder);
      profiles.answer(named('Ada Lovelace'));
      await app.get(HolderJob).run();
      await read(holder, id).expect(200);
      expect(await app.stored(Certificate, { id })).toMatchObject([
        { holderName: 'Former learner' },
      ]);
    });
  });
});
