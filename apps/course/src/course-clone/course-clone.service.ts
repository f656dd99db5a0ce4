import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { Outbox } from '@course-plateform/common/events';
import { Clock, Money } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { courseCloned } from '@course-plateform/types/course';
import { type CourseDraftResponse, toCourseDraft } from '../course/course.dto';
import { Course } from '../course/course.entity';
import { CourseMedia } from '../course/course-media.service';
import { CourseRepository } from '../course/course.repository';
import { Curriculum } from '../course/curriculum';
import { withSlugOf } from '../course/free-slug';
import { cloneSections } from './cloned-sections';
import type { CourseCloneDto } from './course-clone.dto';

/** Makes new courses from the drafts of others. */
@Injectable()
export class CourseCloneService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly courses: CourseRepository,
    private readonly media: CourseMedia,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** @throws CourseNotFound */
  async clone(caller: Caller, id: string, dto: CourseCloneDto): Promise<CourseDraftResponse> {
    const { details } = await this.courses.findOwned(caller, id);
    const title = dto.title ?? details.title;
    return withSlugOf(title, (slug) => this.store(caller, id, { title, slug }));
  }

  private store(
    caller: Caller,
    fromCourseId: string,
    { title, slug }: { readonly title: string; readonly slug: string },
  ): Promise<CourseDraftResponse> {
    return this.unitOfWork.run(async (em) => {
      const source = await this.courses.findOwned(caller, fromCourseId);
      const now = this.clock.now();
      const { instructorId, details, listPrice } = source;
      const course = new Course({
        ...{ instructorId, slug, now, listPrice: Money.from(listPrice) },
        details: { ...details, title },
      });
      const { sections, quizzes } = cloneSections(source.sections);
      course.rearrange(new Curriculum(sections), now);
      em.persist(course);
      await this.media.note(em, course, []);
      if (quizzes.length > 0) {
        const event = { courseId: course.id, fromCourseId, quizzes: [...quizzes] };
        this.outbox.publish(
          em,
          courseCloned,
          { aggregateId: course.id, aggregateVersion: 1 },
          event,
        );
      }
      return course;
    }, toCourseDraft);
  }
}
