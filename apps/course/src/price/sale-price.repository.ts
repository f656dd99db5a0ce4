import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { CursorPage, CursorPosition } from '@course-plateform/common/kernel';
import { findCursorPage } from '@course-plateform/common/persistence';
import { SalePrice } from './sale-price.entity';

/** The named questions about sale prices. */
@Injectable()
export class SalePriceRepository {
  constructor(private readonly em: EntityManager) {}

  /** A sale of a course, whenever it is. */
  find(courseId: string, id: string): Promise<SalePrice | null> {
    return this.em.findOne(SalePrice, { id, courseId });
  }

  /** The sales of a course that run or are planned, the next one first. */
  ahead(courseId: string, now: Date): Promise<SalePrice[]> {
    return this.em.find(
      SalePrice,
      { courseId, endsAt: { $gt: now } },
      { orderBy: { startsAt: 'asc' } },
    );
  }

  /** All sales of a course, the latest start first. */
  page(
    courseId: string,
    limit: number,
    after: CursorPosition | undefined,
  ): Promise<CursorPage<SalePrice>> {
    return findCursorPage(
      this.em,
      SalePrice,
      { courseId },
      {
        ...{ by: 'startsAt', order: 'desc' },
        ...{ limit, after },
      },
    );
  }
}
