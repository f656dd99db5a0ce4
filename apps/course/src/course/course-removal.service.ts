import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { SalePrice } from '../price/sale-price.entity';
import { MediaUses } from '../media/media-uses.service';
import type { Course } from './course.entity';
import { CourseRepository } from './course.repository';

/** Removes drafts that were never published, with all that belongs to them. */
@Injectable()
export class CourseRemoval {
  constructor(
    private readonly uses: MediaUses,
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
  ) {}

  /** Removes a draft of the caller's. @throws CourseNotFound, PreconditionFailed, CourseHasEnrollments */
  removeOwned(caller: Caller, id: string, version: number): Promise<void> {
    return this.unitOfWork.run(async (em) => {
      const course = await this.courses.findOwned(caller, id);
      course.assertVersion(version);
      await this.remove(em, course);
    });
  }

  /** @throws CourseHasEnrollments once it was published */
  async remove(em: EntityManager, course: Course): Promise<void> {
    course.assertDeletable();
    await em.nativeDelete(SalePrice, { courseId: course.id });
    await this.uses.change(em, course.id, { added: [], removed: course.mediaIds });
    em.remove(course);
  }
}
