import { Injectable } from '@nestjs/common';
import type { Caller } from '@course-plateform/common/auth';
import { CourseServiceSettings } from '../env';
import type { ArchiveReader } from './archive-reader';
import { type ImportCounts, NOTHING } from './course-import.dto';
import { ImportErrors } from './import-errors';
import { CourseAssembly, type ImportedCourse } from './imported-course';
import { type ImportedMedia, ImportedMediaService } from './imported-media.service';
import { ImportedQuizzesService } from './imported-quizzes.service';
import { type CourseFile, readCourseFile } from './read-course-file';

/** What an archive would make, if nothing is wrong with it. */
export interface CheckedImport {
  readonly errors: ImportErrors;
  readonly counts: ImportCounts;
  /** Undefined when something is wrong. */
  readonly course: ImportedCourse | undefined;
  readonly media: readonly ImportedMedia[];
}

/** Finds out what is wrong with an archive, and stores nothing. */
@Injectable()
export class ImportCheckService {
  constructor(
    private readonly media: ImportedMediaService,
    private readonly quizzes: ImportedQuizzesService,
    private readonly settings: CourseServiceSettings,
  ) {}

  /** @param folder where there is room for a file @throws ArchiveUnsafe, ArchiveUnreadable, UpstreamUnavailable */
  async check(caller: Caller, archive: ArchiveReader, folder: string): Promise<CheckedImport> {
    const errors = new ImportErrors();
    const file = await readCourseFile(archive, errors);
    if (!file) return { errors, counts: NOTHING, course: undefined, media: [] };
    const media = await this.media.inspect(caller, archive, file.media, { folder, errors });
    await this.quizzes.check(file.quizzes, errors);
    const course = await new CourseAssembly(file, media, this.settings, errors).make();
    return { errors, counts: countsOf(file), course, media };
  }
}

function countsOf({ sections, quizzes, media }: CourseFile): ImportCounts {
  return {
    sectionCount: sections.length,
    lessonCount: sections.reduce((sum, { lessons }) => sum + lessons.length, 0),
    quizCount: quizzes.length,
    fileCount: media.length,
    sizeBytes: media.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
  };
}
