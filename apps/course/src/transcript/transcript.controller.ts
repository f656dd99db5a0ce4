import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { CourseAccessDisputed, CourseNotFound, LessonNotEntitled } from '../course/course.errors';
import { TranscriptMatchListResponse, TranscriptSearchQuery } from './transcript.dto';
import { TranscriptService } from './transcript.service';

@ApiTags('transcripts')
@TagDescription('What is said in courses, for their learners')
@Controller('courses/:id/transcript-matches')
export class TranscriptController {
  constructor(private readonly transcripts: TranscriptService) {}

  @Get()
  @Auth(Permission.courseLearn)
  @Operation({
    summary: 'Search the transcripts of a course',
    description:
      'Finds words in the captions of the lessons. For learners in the publication they are enrolled in, and for instructors in the draft. Case and accents make no difference.',
    response: TranscriptMatchListResponse,
    errors: [CourseNotFound, LessonNotEntitled, CourseAccessDisputed],
  })
  searchTranscripts(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Query() query: TranscriptSearchQuery,
  ): Promise<TranscriptMatchListResponse> {
    return this.transcripts.search(caller, id, query);
  }
}
