import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { type ApplicationStatus, InstructorApplication } from './application.entity';

/** The named questions about stored applications. */
@Injectable()
export class ApplicationRepository {
  constructor(private readonly em: EntityManager) {}

  /** A user's last application. */
  findLatest(userId: string): Promise<InstructorApplication | null> {
    return this.em.findOne(InstructorApplication, { userId }, { orderBy: { createdAt: 'desc' } });
  }

  /** A page of the applications, oldest first. */
  page(
    status: ApplicationStatus | undefined,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<InstructorApplication>> {
    return findCursorPage(
      this.em,
      InstructorApplication,
      { ...(status ? { status } : {}) },
      { by: 'createdAt', order: 'asc', limit, after },
    );
  }
}
