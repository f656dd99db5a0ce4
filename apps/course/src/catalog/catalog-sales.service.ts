import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { UnitOfWork, claimDocument, collectionOf } from '@course-plateform/common/persistence';
import { Course } from '../course/course.entity';
import { SalePrice } from '../price/sale-price.entity';
import { SalePriceRepository } from '../price/sale-price.repository';
import { CatalogWriter } from './catalog-writer.service';

/** Plans sales in the catalog again that a later time had ended: a test clock may go back. */
@Injectable()
export class CatalogSales {
  constructor(
    private readonly em: EntityManager,
    private readonly unitOfWork: UnitOfWork,
    private readonly sales: SalePriceRepository,
    private readonly catalog: CatalogWriter,
  ) {}

  /** Takes the prices of every course with a sale that runs or is planned at that time. */
  async planFrom(now: Date): Promise<void> {
    const ahead = { endsAt: { $gt: now } };
    for (const courseId of await collectionOf(this.em, SalePrice).distinct('courseId', ahead)) {
      await this.unitOfWork.run(async (em) => {
        await claimDocument(em, Course, courseId);
        const windows = (await this.sales.ahead(courseId, now)).map(({ window }) => window);
        await this.catalog.reprice(em, courseId, windows, now);
      });
    }
  }
}
