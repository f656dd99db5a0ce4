import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Clock, type MoneyValue } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { CourseServiceSettings } from '../env';
import { describeSales } from '../price/sale-price.entity';
import { PriceInSale } from '../price/sale-price.errors';
import { SalePriceRepository } from '../price/sale-price.repository';
import { salePriceProblem } from '../price/sale-price-rules';
import { type CourseDraftResponse, type CoursePricingDto, toCourseDraft } from './course.dto';
import type { Course } from './course.entity';
import { CourseRepository } from './course.repository';
import { listPriceOf } from './list-price';

/** What a course costs without a sale. */
@Injectable()
export class CoursePricingService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly sales: SalePriceRepository,
    private readonly clock: Clock,
    private readonly limits: CourseServiceSettings,
  ) {}

  /** @throws CourseNotFound, PreconditionFailed, CourseInReview, PriceTooHigh, PriceInSale */
  setPrice(
    caller: Caller,
    id: string,
    version: number,
    dto: CoursePricingDto,
  ): Promise<CourseDraftResponse> {
    const price = listPriceOf(dto.listPrice, this.limits);
    return this.unitOfWork.run(async () => {
      const course = await this.courses.findOwned(caller, id);
      course.assertVersion(version);
      const now = this.clock.now();
      if (!price.equals(course.listPrice)) await this.assertFitsSales(course, price, now);
      course.setPrice(price, now);
      return course;
    }, toCourseDraft);
  }

  /** A sale that was planned, or that buyers see, is not changed by the way. */
  private async assertFitsSales(course: Course, listPrice: MoneyValue, now: Date): Promise<void> {
    const ahead = await this.sales.ahead(course.id, now);
    const inTheWay = ahead.filter(({ price }) => salePriceProblem(price, listPrice, this.limits));
    if (inTheWay.length === 0) return;
    throw new PriceInSale({
      params: { count: inTheWay.length },
      extensions: { sales: describeSales(inTheWay) },
    });
  }
}
