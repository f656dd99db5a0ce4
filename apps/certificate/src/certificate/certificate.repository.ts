import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import {
  type CursorPage,
  type CursorPosition,
  cursorPageOf,
} from '@course-plateform/common/kernel';
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

  /** A stretch of somebody's certificates, newest first. */
  async page(
    userId: string,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<Certificate>> {
    const rows = await this.em.find(
      Certificate,
      { userId, ...(after ? beyond(after) : {}) },
      { orderBy: { createdAt: 'desc', id: 'desc' }, limit: limit + 1 },
    );
    return cursorPageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  }
}

function beyond([moment, id]: CursorPosition) {
  const createdAt = new Date(String(moment));
  return { $or: [{ createdAt: { $lt: createdAt } }, { createdAt, id: { $lt: String(id) } }] };
}
