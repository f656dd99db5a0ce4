import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import type { KeepsResponse } from '@course-plateform/common/http';
import { UnitOfWork } from '@course-plateform/common/persistence';
import { type CourseDraftResponse, toCourseDraft } from '../course/course.dto';
import { withSlugOf } from '../course/free-slug';
import type { ArchiveReader } from './archive-reader';
import type { ImportedCourse } from './imported-course';
import { ImportedCourseWriter } from './imported-course-writer.service';
import { ImportedFilesService } from './imported-files.service';
import type { ImportedMedia } from './imported-media.service';

/** Stores courses that were checked. */
@Injectable()
export class ImportStorageService {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: ImportedFilesService,
    private readonly courses: ImportedCourseWriter,
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
    const storeAs = (slug: string): Promise<CourseDraftResponse> =>
      this.unitOfWork.run((em) => this.courses.write(em, caller, course, slug), toCourseDraft);
    return this.files.around(caller, archive, media, () =>
      keep(() => withSlugOf(course.details.title, storeAs)),
    );
  }
}
