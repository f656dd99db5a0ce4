import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { Certificate } from './certificate.entity';

/** The named questions about stored certificates. */
@Injectable()
export class CertificateRepository {
  constructor(private readonly em: EntityManager) {}

  find(id: string): Promise<Certificate | null> {
    return this.em.findOne(Certificate, { id });
  }

  findByNumber(number: string): Promise<Certificate | null> {
    return this.em.findOne(Certificate, { number });
  }

  /** Those that wait for their holder's name, oldest first. */
  nameless(limit: number): Promise<Certificate[]> {
    return this.em.find(
      Certificate,
      { holderName: null },
      { orderBy: { createdAt: 'asc' }, limit },
    );
  }

  /** A page of a learner's valid certificates, newest first. */
  page(
    userId: string,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Certificate>> {
    return findCursorPage(
      this.em,
      Certificate,
      { userId, supersededAt: null },
      { by: 'createdAt', order: 'desc', limit, after },
    );
  }
}
