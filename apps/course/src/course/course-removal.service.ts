import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { SalePrice } from '../price/sale-price.entity';
import { MediaUses } from '../media/media-uses.service';
import type { Course } from './course.entity';

/** Removes drafts that were never published, with all that belongs to them. */
@Injectable()
export class CourseRemoval {
  constructor(private readonly uses: MediaUses) {}

  /** @throws CourseHasEnrollments once it was published */
  async remove(em: EntityManager, course: Course): Promise<void> {
    course.assertDeletable();
    await em.nativeDelete(SalePrice, { courseId: course.id });
    await this.uses.change(em, course.id, { added: [], removed: course.mediaIds });
    em.remove(course);
  }
}
