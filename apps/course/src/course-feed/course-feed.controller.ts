import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import { Operation, PublicCache, TagDescription } from '@course-plateform/common/http';
import { CourseFeedPageResponse, CourseFeedQuery } from './course-feed.dto';
import { CourseFeedExpired } from './course-feed.errors';
import { CourseFeedService } from './course-feed.service';

@ApiTags('feeds')
@TagDescription('The catalog for machines: what has changed, and what there is')
@Controller('course-feed')
export class CourseFeedController {
  constructor(private readonly feed: CourseFeedService) {}

  @Get()
  @Public()
  @PublicCache()
  @Operation({
    summary: 'List changed courses',
    description:
      'For partners who keep a copy of the catalog: published courses in the order in which they changed, and those that are public no longer. Read all pages once, store `resumeCursor`, and go on from there as often as you like: no change is missed. A course that changes again moves to the end, so it may come more than once. A new publication, price, sale, rating or category is a change; a new number of learners is one an hour at most; a new name of an instructor or a category is none. Removed courses are listed for 90 days by default; whoever has not read for longer gets 410 and reads all again. Needs the user and category services (503).',
    response: CourseFeedPageResponse,
    errors: [CourseFeedExpired],
  })
  listCourseFeed(@Query() query: CourseFeedQuery): Promise<CourseFeedPageResponse> {
    return this.feed.list(query);
  }
}
