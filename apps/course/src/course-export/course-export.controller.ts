import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CourseNotFound } from '../course/course.errors';
import { ARCHIVE_TYPE, CourseExportService } from './course-export.service';

@ApiTags('course authoring')
@Controller('courses/:id/exports')
export class CourseExportController {
  constructor(private readonly exports: CourseExportService) {}

  @Get()
  @Auth(Permission.courseEdit)
  @Operation({
    summary: 'Export a course',
    description:
      'The draft as one ZIP archive: `course.json` with details, list price, sections and lessons, and in `media` each file as it was uploaded, named by its SHA-256. Quizzes are in it with their questions and keys, as their authors have written them last. It has nothing about learners, and no ids of the platform but that of its category. `POST /course-imports` takes it.',
    responseType: ARCHIVE_TYPE,
    errors: [CourseNotFound],
  })
  exportCourse(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.exports.send(caller, id, request, reply);
  }
}
