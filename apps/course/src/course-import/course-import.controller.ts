import type { IncomingMessage } from 'node:http';
import { Controller, Post, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { Operation, SentStream, StreamBody } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CourseDraftResponse } from '../course/course.dto';
import { ARCHIVE_TYPE } from '../course-export/course-export.service';
import { MediaQuotaExceeded } from '../media/media.errors';
import { CourseImportCheckResponse, CourseImportQuery, LONGEST_ARCHIVE } from './course-import.dto';
import {
  ArchiveTooLarge,
  ArchiveUnreadable,
  ArchiveUnsafe,
  CourseImportBusy,
  CourseImportInvalid,
  CourseImportTimedOut,
} from './course-import.errors';
import { CourseImportService } from './course-import.service';

@ApiTags('course authoring')
@Controller('course-imports')
export class CourseImportController {
  constructor(private readonly imports: CourseImportService) {}

  @Post()
  @Auth(Permission.courseCreate)
  @StreamBody({
    type: ARCHIVE_TYPE,
    description: 'An archive as `GET /courses/{id}/exports` sends it',
    maxBytes: LONGEST_ARCHIVE,
    takesKey: true,
  })
  @Operation({
    summary: 'Import a course',
    description:
      'Makes a draft of yours with everything in the archive, or nothing: all of it is checked before anything is stored. Its files count against your quota and pass the same checks as uploads; recordings are converted afterwards. Its quizzes are drafts that follow within seconds and have to be published. A lesson that names a quiz which is not in the archive keeps its place, and has to be given one before the course is published. `dryRun=true` stores nothing, and returns what is wrong and what would be made.',
    status: 201,
    location: '/api/v1/courses/{id}/draft',
    response: CourseDraftResponse,
    otherStatuses: {
      200: { description: 'What the import would make', response: CourseImportCheckResponse },
    },
    errors: [
      ArchiveUnreadable,
      ArchiveUnsafe,
      ArchiveTooLarge,
      CourseImportInvalid,
      CourseImportTimedOut,
      CourseImportBusy,
      MediaQuotaExceeded,
    ],
  })
  importCourse(
    @CurrentUser() caller: Caller,
    @Query() { dryRun }: CourseImportQuery,
    @SentStream() raw: IncomingMessage,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<CourseDraftResponse | CourseImportCheckResponse> {
    if (!dryRun) return this.imports.import(caller, raw);
    void reply.status(200);
    return this.imports.check(caller, raw);
  }
}
