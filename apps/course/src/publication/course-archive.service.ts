import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { CourseStatus } from '@course-plateform/types/course';
import { CatalogWriter } from '../catalog/catalog-writer.service';
import { type CourseDraftResponse, toCourseDraft } from '../course/course.dto';
import type { Course } from '../course/course.entity';
import { CourseRepository } from '../course/course.repository';
import { CourseEventsService } from './course-events.service';

/** Puts courses away that their authors have finished with. Learners keep what they have. */
@Injectable()
export class CourseArchiveService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly catalog: CatalogWriter,
    private readonly event: CourseEventsService,
  ) {}

  /** @throws CourseNotFound, TransitionNotAllowed */
  archive(caller: Caller, courseId: string): Promise<CourseDraftResponse> {
    return this.unitOfWork.run(async (em) => {
      const course = await this.courses.findOwned(caller, courseId);
      await this.putAway(em, course, () => course.archive(this.event.now()));
      return course;
    }, toCourseDraft);
  }

  /** @throws CourseNotFound, TransitionNotAllowed, CourseRetired */
  restore(caller: Caller, courseId: string): Promise<CourseDraftResponse> {
    return this.unitOfWork.run(async () => {
      const course = await this.courses.findOwned(caller, courseId);
      course.restore(this.event.now());
      return course;
    }, toCourseDraft);
  }

  /** Archives the course of an instructor who was erased, inside a unit of work. Again, it does nothing. */
  retire(em: EntityManager, course: Course): Promise<void> {
    return this.putAway(em, course, () => course.retire(this.event.now()));
  }

  private async putAway(em: EntityManager, course: Course, change: () => void): Promise<void> {
    const { status } = course;
    change();
    if (status !== CourseStatus.published) return;
    await this.catalog.hide(em, course.id);
    this.event.unpublished(em, course);
  }
}
