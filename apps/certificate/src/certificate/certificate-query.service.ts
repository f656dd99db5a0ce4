import { Injectable } from '@nestjs/common';
import { type Caller, ownedBy } from '@course-plateform/common/auth';
import { Cursors } from '@course-plateform/common/http';
import { normalizedNumber } from './certificate-number';
import {
  type CertificateListQuery,
  type CertificatePageResponse,
  type CertificateResponse,
  type VerificationResponse,
  toCertificateResponse,
  toVerificationResponse,
} from './certificate.dto';
import { CertificateNotFound, VerificationNotFound } from './certificate.errors';
import { CertificateRepository } from './certificate.repository';
import { HolderService } from './holder.service';

/** Reads and verifies certificates. */
@Injectable()
export class CertificateQueryService {
  constructor(
    private readonly certificates: CertificateRepository,
    private readonly holders: HolderService,
    private readonly cursors: Cursors,
  ) {}

  /** @throws CertificateNotFound when it is absent or another user's */
  async get(caller: Caller, id: string): Promise<CertificateResponse> {
    const rule = { owner: 'userId', notFound: CertificateNotFound } as const;
    const certificate = ownedBy(caller, await this.certificates.find(id), rule);
    await this.holders.name([certificate]);
    return toCertificateResponse(certificate);
  }

  /** The caller's own certificates. */
  async list({ userId }: Caller, query: CertificateListQuery): Promise<CertificatePageResponse> {
    const binding = { userId };
    const after = this.cursors.read(query.cursor, binding);
    const page = await this.certificates.page(userId, query.limit, after);
    await this.holders.name(page.items);
    return this.cursors.toPage(page, query, binding, toCertificateResponse);
  }

  /** @throws VerificationNotFound */
  async verify(typed: string): Promise<VerificationResponse> {
    // A malformed number is looked up like any other, so that the time of the response tells nothing.
    const number = normalizedNumber(typed) ?? '';
    const certificate = await this.certificates.findByNumber(number);
    if (!certificate) throw new VerificationNotFound();
    await this.holders.name([certificate]);
    return toVerificationResponse(certificate);
  }
}
