import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import type { KeepsResponse } from '@course-plateform/common/http';
import { Clock, Money } from '@course-plateform/common/kernel';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { type CourseDraftResponse, toCourseDraft } from '../course/course.dto';
import { Course } from '../course/course.entity';
import { CourseMedia } from '../course/course-media.service';
import { CoursePresentationService } from '../course/course-presentation.service';
import { Curriculum } from '../course/curriculum';
import { withSlugOf } from '../course/free-slug';
import type { ArchiveReader } from './archive-reader';
import type { ImportedCourse } from './imported-course';
import { ImportedFilesService } from './imported-files.service';
import type { ImportedMedia } from './imported-media.service';

/** Stores courses that were checked. */
@Injectable()
export class ImportStorageService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: ImportedFilesService,
    private readonly media: CourseMedia,
    private readonly presentation: CoursePresentationService,
    private readonly clock: Clock,
  ) {}

  /**
   * Stores a course with its files, or nothing.
   * @param keep keeps the response
   * @throws MediaQuotaExceeded, CourseImportInvalid, CourseImportTimedOut
   */
  store(
    caller: Caller,
    archive: ArchiveReader,
    {
      course,
      media,
    }: { readonly course: ImportedCourse; readonly media: readonly ImportedMedia[] },
    keep: KeepsResponse,
  ): Promise<CourseDraftResponse> {
    const { title } = course.details;
    return this.files.around(caller, archive, media, () =>
      keep(() => withSlugOf(title, (slug) => this.storeCourse(caller, course, slug))),
    );
  }

  private storeCourse(
    { userId }: Caller,
    { details, listPrice, sections }: ImportedCourse,
    slug: string,
  ): Promise<CourseDraftResponse> {
    return this.unitOfWork.run(async (em) => {
      const presented = await this.presentation.prepare(em, { instructorIds: [userId] }, details);
      const course = new Course({
        ...{ instructorId: userId, slug, now: this.clock.now() },
        details: { ...details, ...presented },
        listPrice: Money.from(listPrice),
      });
      course.rearrange(new Curriculum(sections), this.clock.now());
      // The caller may have deleted one meanwhile.
      const { media } = this.media.sources(em, course);
      for (const mediaId of course.mediaIds) await media(mediaId);
      em.persist(course);
      await this.media.note(em, course, []);
      return course;
    }, toCourseDraft);
  }
}
