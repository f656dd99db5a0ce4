import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Cursors, type CursorQuery } from '@course-plateform/common/http';
import { Clock } from '@course-plateform/common/kernel';
import { CourseRight } from '@course-plateform/types/course';
import { CourseRepository } from '../course/course.repository';
import { type SalePricePageResponse, toSalePriceResponse } from './sale-price.dto';
import { SalePriceRepository } from '../price/sale-price.repository';

/** Reads sale prices. */
@Injectable()
export class SalePriceQueryService {
  constructor(
    private readonly courses: CourseRepository,
    private readonly sales: SalePriceRepository,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
  ) {}

  /** Those of a course, the latest start first. @throws CourseNotFound when it is absent or another user's */
  async list(caller: Caller, courseId: string, query: CursorQuery): Promise<SalePricePageResponse> {
    await this.courses.findEditable(caller, courseId, [CourseRight.finance]);
    const filter = { courseId };
    const after = this.cursors.read(query.cursor, filter);
    const page = await this.sales.page(courseId, query.limit, after);
    const now = this.clock.now();
    return this.cursors.toPage(page, query, filter, (sale) => toSalePriceResponse(sale, now));
  }
}
