import { type EntityManager, LockMode } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Clock } from '@course-plateform/common/kernel';
import { UnitOfWork, sqlOf } from '@course-plateform/common/persistence';
import {
  type CertificateResponse,
  type RevocationCreateDto,
  toCertificateResponse,
} from './certificate.dto';
import { Certificate } from './certificate.entity';
import { CertificateNotFound } from './certificate.errors';
import { EnrollmentAccess, type NotedAccess } from './enrollment-access.entity';

const NOTE_ACCESS = `
  insert into "enrollment_access" ("enrollment_id") values (?) on conflict ("enrollment_id") do nothing`;

/** Revokes and restores certificates. */
@Injectable()
export class RevocationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** @throws CertificateNotFound, CertificateRevoked */
  revoke(id: string, { reason }: RevocationCreateDto): Promise<CertificateResponse> {
    return this.change(id, (certificate, now) => certificate.revoke(reason, now));
  }

  /** @throws CertificateNotFound, CertificateNotRevoked */
  async restore(id: string): Promise<void> {
    await this.change(id, (certificate, now) => certificate.restore(now));
  }

  /**
   * Takes in that an enrollment gives access or has ended, in the unit of work of the event: a refund revokes its
   * certificate, and a new purchase restores it. While the enrollment is suspended, so is the certificate.
   */
  async note(
    em: EntityManager,
    enrollmentId: string,
    { version, ...access }: NotedAccess & { readonly version: number },
  ): Promise<void> {
    const known = await this.lockAccess(em, enrollmentId);
    if (!known.note(version, access)) return;
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const certificate = await em.findOne(Certificate, { enrollmentId }, options);
    if (certificate) this.apply(certificate, known);
  }

  /** The same for a certificate that is issued now, perhaps after the refund. */
  async settle(em: EntityManager, certificate: Certificate): Promise<void> {
    this.apply(certificate, await this.lockAccess(em, certificate.enrollmentId));
  }

  private apply(certificate: Certificate, { isRefunded, isSuspended }: EnrollmentAccess): void {
    const now = this.clock.now();
    if (isRefunded) certificate.revokeByRefund(now);
    else certificate.restoreAfterRefund(now);
    certificate.suspend(isSuspended, now);
  }

  /** Whoever issues and whoever revokes queue up here. */
  private async lockAccess(em: EntityManager, enrollmentId: string): Promise<EnrollmentAccess> {
    // Not by the ORM, which would read the row before it is locked.
    await sqlOf(em).execute(NOTE_ACCESS, [enrollmentId], 'run');
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    return em.findOneOrFail(EnrollmentAccess, { enrollmentId }, options);
  }

  private change(
    id: string,
    by: (certificate: Certificate, now: Date) => void,
  ): Promise<CertificateResponse> {
    return this.unitOfWork.run(async (em) => {
      const options = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
      const certificate = await em.findOne(Certificate, { id }, options);
      if (!certificate) throw new CertificateNotFound();
      by(certificate, this.clock.now());
      return certificate;
    }, toCertificateResponse);
  }
}
