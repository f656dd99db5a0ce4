import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CourseDraftResponse } from '../course/course.dto';
import { CourseNotFound, CourseRightMissing } from '../course/course.errors';
import { CourseCloneDto } from './course-clone.dto';
import { CourseCloneService } from './course-clone.service';

@ApiTags('course authoring')
@Controller('courses/:id/clones')
export class CourseCloneController {
  constructor(private readonly clones: CourseCloneService) {}

  @Post()
  @Auth(Permission.courseCreate)
  @Operation({
    summary: 'Clone a course',
    description:
      'Makes a draft with the details, sections, lessons, files and list price of the draft of another course. Its quizzes are copied too, a moment later, and have to be published before the course. Reviews, learners and sale prices stay with the other course.',
    status: 201,
    location: '/api/v1/courses/{id}/draft',
    response: CourseDraftResponse,
    errors: [CourseNotFound, CourseRightMissing],
  })
  cloneCourse(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Body() body: CourseCloneDto,
  ): Promise<CourseDraftResponse> {
    return this.clones.clone(caller, id, body);
  }
}
