import { newId } from '@course-plateform/common/kernel';
import { eventually } from '@course-plateform/common/test-kit';
import { type TestUser, bearer } from '@course-plateform/common/testing';
import { Role } from '@course-plateform/types/platform';
import {
  EnrollmentEndReason,
  enrollmentEnded,
  EnrollmentSuspensionReason,
  enrollmentGranted,
  enrollmentRestored,
  enrollmentSuspended,
} from '@course-plateform/types/user-progress';
import { Certificate } from '../src/certificate/certificate.entity';
import { EnrollmentAccess } from '../src/certificate/enrollment-access.entity';
import { CertificateFixture, aCompletion } from './certificate.fixture';

describe('revocations of certificates', () => {
  let fixture: CertificateFixture;
  let admin: TestUser;

  beforeAll(async () => {
    fixture = await CertificateFixture.start();
    admin = await fixture.app.user(Role.admin);
  });

  afterAll(() => fixture.app.stop());

  type Enrolled = Pick<Certificate, 'enrollmentId' | 'courseId' | 'userId'>;

  async function end(
    { enrollmentId, courseId, userId }: Enrolled,
    aggregateVersion: number,
    reason = EnrollmentEndReason.refund,
  ): Promise<void> {
    const payload = { enrollmentId, courseId, userId, reason };
    const about = { aggregateId: enrollmentId, aggregateVersion };
    await fixture.app.events.publish(enrollmentEnded, payload, about);
    await isKnown(enrollmentId, aggregateVersion);
  }

  async function grant(
    { enrollmentId, courseId, userId }: Enrolled,
    aggregateVersion: number,
  ): Promise<void> {
    const line = { orderId: newId(), orderLineId: newId(), publication: 1 };
    const payload = { enrollmentId, courseId, userId, ...line };
    const about = { aggregateId: enrollmentId, aggregateVersion };
    await fixture.app.events.publish(enrollmentGranted, payload, about);
    await isKnown(enrollmentId, aggregateVersion);
  }

  const isKnown = (enrollmentId: string, version: number) =>
    eventually('the event is handled', async () => {
      const [access] = await fixture.app.stored(EnrollmentAccess, { enrollmentId });
      return access !== undefined && access.version >= version;
    });

  const verified = async ({ number }: Certificate) =>
    (await fixture.verify(number).expect(200)).body as object;

  const revoke = (by: TestUser, id: string, reason = 'Not their own work.') =>
    fixture.app.http
      .post(`/api/v1/certificates/${id}/revocations`)
      .set(bearer(by))
      .send({ reason });
  const restore = (by: TestUser, id: string) =>
    fixture.app.http.delete(`/api/v1/certificates/${id}/revocations/current`).set(bearer(by));

  it('are not needed while the enrollment is suspended: the certificate is, too', async () => {
    const certificate = await fixture.issued(fixture.learner);
    const { enrollmentId, courseId, userId } = certificate;
    const about = { enrollmentId, courseId, userId };
    const reason = EnrollmentSuspensionReason.disputed;
    await fixture.app.events.publish(
      enrollmentSuspended,
      { ...about, reason },
      { aggregateId: enrollmentId, aggregateVersion: 5 },
    );
    await isKnown(enrollmentId, 5);
    const suspended = { valid: false, status: 'suspended', revocationCause: null };
    expect(await verified(certificate)).toMatchObject(suspended);
    // Its grant is published again, as the version that is suspended.
    await grant(certificate, 5);
    expect(await verified(certificate)).toMatchObject(suspended);
    await fixture.app.events.publish(enrollmentRestored, about, {
      ...{ aggregateId: enrollmentId, aggregateVersion: 6 },
    });
    await isKnown(enrollmentId, 6);
    expect(await verified(certificate)).toMatchObject({ valid: true, status: 'valid' });
  });

  it('follow a refund, and end with a new purchase', async () => {
    const certificate = await fixture.issued(fixture.learner);
    await end(certificate, 5);
    expect(await verified(certificate)).toMatchObject({
      valid: false,
      status: 'revoked',
      revocationCause: 'refund',
    });
    const { body } = await fixture.read(fixture.learner, certificate.id).expect(200);
    expect(body).toMatchObject({
      status: 'revoked',
      revocation: { cause: 'refund', reason: null, revokedAt: expect.any(String) },
    });
    await grant(certificate, 6);
    expect(await verified(certificate)).toMatchObject({ valid: true, revocationCause: null });
  });

  it('do not follow a withdrawal', async () => {
    const certificate = await fixture.issued(fixture.learner);
    await end(certificate, 5, EnrollmentEndReason.withdrawal);
    expect(await verified(certificate)).toMatchObject({ valid: true, status: 'valid' });
  });

  it('are not undone or repeated by events that come late', async () => {
    const certificate = await fixture.issued(fixture.learner);
    await end(certificate, 5);
    await grant(certificate, 4);
    expect(await verified(certificate)).toMatchObject({ status: 'revoked' });
    await grant(certificate, 7);
    await end(certificate, 5);
    expect(await verified(certificate)).toMatchObject({ status: 'valid' });
  });

  it('hold for a certificate that is issued after the refund', async () => {
    const completion = aCompletion(fixture.learner.id);
    await end(completion, 3);
    await fixture.complete(completion);
    await fixture.issuedFor(completion);
    const { enrollmentId } = completion;
    const [certificate] = await fixture.app.stored(Certificate, { enrollmentId });
    expect(certificate).toMatchObject({ status: 'revoked', revocationCause: 'refund' });
  });

  it('by an admin have a reason, and stay until an admin restores the certificate', async () => {
    const certificate = await fixture.issued(fixture.learner);
    const { id } = certificate;
    expect((await revoke(admin, id).expect(201)).body).toMatchObject({
      status: 'revoked',
      revocation: { cause: 'admin', reason: 'Not their own work.' },
    });
    // What the admin says is for the holder.
    expect(JSON.stringify(await verified(certificate))).not.toContain('Not their own');
    const again = await revoke(admin, id);
    expect(again.status).toBe(409);
    expect(again.body).toMatchObject({ code: 'certificate.revoked' });
    await end(certificate, 5);
    await grant(certificate, 6);
    expect(await verified(certificate)).toMatchObject({ revocationCause: 'admin' });
    await restore(admin, id).expect(204);
    expect(await verified(certificate)).toMatchObject({ valid: true, revocationCause: null });
    const twice = await restore(admin, id);
    expect(twice.status).toBe(409);
    expect(twice.body).toMatchObject({ code: 'certificate.not_revoked' });
  });

  it('are for admins, and need a certificate and a reason', async () => {
    const { id } = await fixture.issued(fixture.learner);
    await revoke(fixture.learner, id).expect(403);
    await restore(fixture.learner, id).expect(403);
    await revoke(admin, newId()).expect(404);
    await restore(admin, newId()).expect(404);
    expect((await revoke(admin, id, '')).status).toBe(422);
    expect(await fixture.app.stored(Certificate, { id })).toMatchObject([{ revokedAt: null }]);
  });
});
