import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import {
  type CursorPage,
  type CursorPosition,
  cursorPageOf,
} from '@course-plateform/common/kernel';
import { type ApplicationStatus, InstructorApplication } from './application.entity';

/** The named questions about stored applications. */
@Injectable()
export class ApplicationRepository {
  constructor(private readonly em: EntityManager) {}

  /** A person's last application. */
  findLatest(userId: string): Promise<InstructorApplication | null> {
    return this.em.findOne(InstructorApplication, { userId }, { orderBy: { createdAt: 'desc' } });
  }

  /** A stretch of the applications, those that have waited longest first. */
  async page(
    status: ApplicationStatus | undefined,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<InstructorApplication>> {
    const rows = await this.em.find(
      InstructorApplication,
      { ...(status ? { status } : {}), ...(after ? beyond(after) : {}) },
      { orderBy: { createdAt: 'asc', id: 'asc' }, limit: limit + 1 },
    );
    return cursorPageOf(rows, limit, (row) => [row.createdAt.toISOString(), row.id]);
  }
}

function beyond([moment, id]: CursorPosition) {
  const createdAt = new Date(String(moment));
  return { $or: [{ createdAt: { $gt: createdAt } }, { createdAt, id: { $gt: String(id) } }] };
}
