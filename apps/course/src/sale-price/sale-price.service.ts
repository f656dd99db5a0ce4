import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import type { MoneyValue } from '@course-plateform/common/kernel';
import { UnitOfWork, claimDocument } from '@course-plateform/common/persistence';
import { CatalogWriter } from '../catalog/catalog-writer.service';
import { Course } from '../course/course.entity';
import { CourseRepository } from '../course/course.repository';
import { windowsAhead } from '../price/price-schedule';
import {
  type SalePriceCreateDto,
  type SalePriceResponse,
  toSalePriceResponse,
} from './sale-price.dto';
import { type SalePrice, SalePriceStatus } from '../price/sale-price.entity';
import { SaleOver, SalePriceNotFound } from '../price/sale-price.errors';
import { SalePriceFactory } from './sale-price.factory';
import { SalePriceRepository } from '../price/sale-price.repository';

/** Plans sale prices and ends them; the catalog follows in the same transaction. */
@Injectable()
export class SalePriceService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly sales: SalePriceRepository,
    private readonly catalog: CatalogWriter,
    private readonly factory: SalePriceFactory,
  ) {}

  /** @throws CourseNotFound, SaleWindowInvalid, SalePriceInvalid, SaleOverlap, SaleLimitReached */
  create(caller: Caller, courseId: string, dto: SalePriceCreateDto): Promise<SalePriceResponse> {
    const now = this.factory.now();
    return this.unitOfWork.run(
      async (em) => {
        const course = await this.courses.findOwned(caller, courseId);
        const listPrices = await this.listPrices(em, course);
        const ahead = await this.sales.ahead(courseId, now);
        const sale = this.factory.make(dto, { courseId, listPrices, ahead, now });
        em.persist(sale);
        await this.change(em, courseId, [...ahead, sale], now);
        return sale;
      },
      (sale) => toSalePriceResponse(sale, now),
      // A whole calendar of sales may come at once, and all of them claim their course.
      { isContended: true },
    );
  }

  /** Ends a sale that runs and removes one that is planned. @throws CourseNotFound, SalePriceNotFound, SaleOver */
  remove(caller: Caller, courseId: string, id: string): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      await this.courses.findOwned(caller, courseId);
      const sale = await this.sales.find(courseId, id);
      if (!sale) throw new SalePriceNotFound();
      const now = this.factory.now();
      const status = sale.statusAt(now);
      if (status === SalePriceStatus.over) {
        throw new SaleOver({ params: { endsAt: sale.endsAt.toISOString() } });
      }
      const others = (await this.sales.ahead(courseId, now)).filter((one) => one !== sale);
      if (status === SalePriceStatus.running) sale.end(now);
      else em.remove(sale);
      await this.change(em, courseId, others, now);
    });
  }

  private async listPrices(em: EntityManager, course: Course): Promise<MoneyValue[]> {
    const published = await this.catalog.listPrice(em, course.id);
    return [...(published ? [published] : []), course.listPrice];
  }

  /** Of two changes of the sales or the list price of a course at once, one reads what the other has stored. */
  private async change(
    em: EntityManager,
    courseId: string,
    sales: readonly SalePrice[],
    now: Date,
  ): Promise<void> {
    await claimDocument(em, Course, courseId);
    const windows = windowsAhead(sales, now).map(({ window }) => window);
    await this.catalog.reprice(em, courseId, windows, now);
  }
}
