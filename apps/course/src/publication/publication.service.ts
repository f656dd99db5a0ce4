import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { CatalogWriter } from '../catalog/catalog-writer.service';
import { type CourseDraftResponse, toCourseDraft } from '../course/course.dto';
import { CourseRepository } from '../course/course.repository';
import { CourseEventsService } from './course-events.service';
import { type PublicationResponse, toPublicationResponse } from './publication.dto';
import { Publication } from '../course/publication.entity';
import { PublishGateService } from './publish-gate.service';

/** Makes courses visible and takes them out of sight. */
@Injectable()
export class PublicationService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly gate: PublishGateService,
    private readonly catalog: CatalogWriter,
    private readonly event: CourseEventsService,
  ) {}

  /** @throws CourseNotFound, PublishChecksFailed, TransitionNotAllowed */
  async publish(caller: Caller, courseId: string): Promise<PublicationResponse> {
    const checked = await this.courses.findEditable(caller, courseId);
    await this.gate.assertPasses(checked);
    return this.unitOfWork.run(async (em) => {
      const course = await this.courses.findEditable(caller, courseId);
      course.assertVersion(checked.version);
      const now = this.event.now();
      course.publish(now);
      const publication = new Publication(course, now);
      em.persist(publication);
      await this.catalog.show(em, publication, course.team);
      this.event.published(em, course);
      return publication;
    }, toPublicationResponse);
  }

  /** Learners keep what they have; everybody else sees it no more. @throws CourseNotFound, TransitionNotAllowed */
  async unpublish(caller: Caller, courseId: string): Promise<CourseDraftResponse> {
    return this.unitOfWork.run(async (em) => {
      const course = await this.courses.findEditable(caller, courseId);
      course.unpublish(this.event.now());
      await this.catalog.hide(em, courseId);
      this.event.unpublished(em, course);
      return course;
    }, toCourseDraft);
  }
}
