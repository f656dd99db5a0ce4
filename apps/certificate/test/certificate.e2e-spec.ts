import { newId } from '@course-plateform/common/kernel';
import { bearer, migrateFrom } from '@course-plateform/common/testing';
import { eventually } from '@course-plateform/common/test-kit';
import { InboxMessage } from '@course-plateform/common/events';
import type { PostgresEntityManager } from '@course-plateform/common/persistence';
import { certificateIssued } from '@course-plateform/types/certificate';
import { courseCompleted } from '@course-plateform/types/user-progress';
import type { CertificatePageResponse } from '../src/certificate/certificate.dto';
import { Certificate } from '../src/certificate/certificate.entity';
import { CertificateFixture, aCompletion } from './certificate.fixture';

describe('certificates', () => {
  let fixture: CertificateFixture;

  beforeAll(async () => {
    fixture = await CertificateFixture.start();
  });

  afterAll(() => fixture.app.stop());

  it('issues a certificate when a course is completed, and publishes an event', async () => {
    const completion = aCompletion(fixture.learner.id);
    await fixture.complete(completion);
    const { payload } = await fixture.issuedFor(completion);
    const response = await fixture.read(fixture.learner, payload.certificateId).expect(200);
    expect(response.body).toEqual({
      id: payload.certificateId,
      number: payload.number,
      enrollmentId: completion.enrollmentId,
      courseId: completion.courseId,
      publication: 2,
      courseTitle: 'Complete Web Development',
      status: 'valid',
      revocation: null,
      holderName: 'Ada Lovelace',
      completedAt: completion.completedAt,
      issuedAt: expect.any(String),
      version: 2,
    });
  });

  it('issues one certificate for repeated and concurrent completions', async () => {
    const completion = aCompletion(fixture.learner.id);
    const id = await fixture.complete(completion);
    // Other aggregates, so that they are handled side by side.
    await Promise.all(
      [1, 2, 3, 4].map(() =>
        fixture.app.events.publish(courseCompleted, completion, { aggregateId: newId() }),
      ),
    );
    await fixture.complete(completion, id);
    await fixture.issuedFor(completion);
    await fixture.issued(fixture.learner);
    const { enrollmentId } = completion;
    expect(await fixture.app.stored(Certificate, { enrollmentId })).toHaveLength(1);
    const reported = fixture.app.events
      .of(certificateIssued)
      .filter(({ payload }) => payload.enrollmentId === enrollmentId);
    expect(reported).toHaveLength(1);
  });

  it('issues one certificate per learner and course, also for a second enrollment', async () => {
    const first = aCompletion(fixture.learner.id);
    await fixture.complete(first);
    await fixture.issuedFor(first);
    const again = { ...first, enrollmentId: newId(), completedAt: '2026-04-01T10:00:00.000Z' };
    // Side by side, so that two may look before one is stored.
    const repeated = await Promise.all(
      [1, 2, 3].map(() => fixture.complete({ ...again, enrollmentId: newId() })),
    );
    const others = [{ ...again, userId: newId() }, aCompletion(fixture.learner.id)];
    for (const other of others) {
      await fixture.complete(other);
      await fixture.issuedFor(other);
    }
    const { courseId, userId, enrollmentId } = first;
    expect(await fixture.app.stored(Certificate, { courseId, userId })).toMatchObject([
      { enrollmentId },
    ]);
    const published = fixture.app.events
      .of(certificateIssued)
      .filter(({ payload }) => payload.courseId === courseId && payload.userId === userId);
    expect(published).toHaveLength(1);
    // Handled, and not refused by the database and delivered again and again.
    await eventually('the repeated completions', async () => {
      const handled = await fixture.app.stored(InboxMessage, { eventId: { $in: repeated } });
      return handled.length === repeated.length;
    });
  });

  it('marks older duplicates as superseded by the first certificate', async () => {
    const courseId = newId();
    const insert = (em: PostgresEntityManager, number: string, issuedAt: string) =>
      em.execute(
        `insert into certificate
           (id, created_at, updated_at, number, enrollment_id, user_id, course_id, publication, course_title, completed_at)
         values (?, ?, ?, ?, ?, ?, ?, 1, 'Web', now())`,
        [newId(), issuedAt, issuedAt, number, newId(), fixture.learner.id, courseId],
      );
    await migrateFrom(fixture.app, 'Migration20261122195559', async (em) => {
      await insert(em, '7K3QX-0V9TN-4M2RD-PH8WZ-61CY2', '2026-01-02T00:00:00Z');
      await insert(em, '7K3QX-0V9TN-4M2RD-PH8WZ-61CY1', '2026-01-01T00:00:00Z');
    });
    const stored = await fixture.app.stored(Certificate, { courseId });
    expect(stored.filter(({ supersededAt }) => supersededAt === null)).toMatchObject([
      { createdAt: new Date('2026-01-01T00:00:00Z') },
    ]);
    const superseded = stored.find(({ supersededAt }) => supersededAt !== null);
    expect((await fixture.verify(superseded?.number ?? '').expect(200)).body).toMatchObject({
      valid: false,
      status: 'superseded',
    });
    const { body } = await fixture.read(fixture.learner, superseded?.id ?? '').expect(200);
    expect(body).toMatchObject({ status: 'superseded' });
    const list = await fixture.app.http
      .get('/api/v1/certificates')
      .set(bearer(fixture.learner))
      .expect(200);
    const ofCourse = (list.body as CertificatePageResponse).items.filter(
      (certificate) => certificate.courseId === courseId,
    );
    expect(ofCourse).toMatchObject([{ status: 'valid' }]);
  });

  it('responds to a certificate of another user as to a missing one', async () => {
    const { id } = await fixture.issued(fixture.learner);
    const stranger = await fixture.app.user();
    for (const target of [id, newId(), 'no-id']) {
      const response = await fixture.read(stranger, target);
      expect(response.status).toBe(404);
      expect(response.body).toMatchObject({ code: 'certificate.not_found' });
    }
    const own = await fixture.app.http
      .get('/api/v1/certificates')
      .set(bearer(stranger))
      .expect(200);
    expect(own.body.items).toEqual([]);
  });

  it('pages through the holder’s certificates by cursor, newest first', async () => {
    const reader = await fixture.app.user();
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) ids.push((await fixture.issued(reader)).id);
    const list = (query: object) =>
      fixture.app.http.get('/api/v1/certificates').set(bearer(reader)).query(query).expect(200);
    const first = (await list({ limit: 2 })).body as CertificatePageResponse;
    const second = (await list({ limit: 2, cursor: first.page.next }))
      .body as CertificatePageResponse;
    expect([...first.items, ...second.items].map(({ id }) => id)).toEqual(ids.toReversed());
    expect(second.page.next).toBeNull();
    const foreign = await fixture.app.http
      .get('/api/v1/certificates')
      .set(bearer(fixture.learner))
      .query({ limit: 2, cursor: first.page.next });
    expect([foreign.status, foreign.body.code]).toEqual([400, 'request.cursor_invalid']);
  });
});
