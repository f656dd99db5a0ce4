import { Body, Controller, Get, Patch, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, Public } from '@course-plateform/common/auth';
import {
  IdParam,
  IfMatch,
  Operation,
  PublicCache,
  TagDescription,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import {
  TopicCreateDto,
  TopicListQuery,
  TopicPageResponse,
  TopicResponse,
  TopicUpdateDto,
} from './topic.dto';
import { TopicNameTaken, TopicNotFound } from './topic.errors';
import { TopicService } from './topic.service';

@ApiTags('topics')
@TagDescription('What courses are about, and the other names for it')
@Controller('topics')
export class TopicController {
  constructor(private readonly topics: TopicService) {}

  @Get()
  @Public()
  @PublicCache()
  @Operation({
    summary: 'List topics with synonyms',
    description:
      'By name. Courses may have topics that are not listed: any word is one, and is stored as it is unless it leads to a listed topic.',
    response: TopicPageResponse,
  })
  listTopics(@Query() query: TopicListQuery): Promise<TopicPageResponse> {
    return this.topics.list(query);
  }

  @Post()
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Create a topic',
    description:
      'With the other names that lead to it; a name leads to one topic. Courses that are saved from now on get the topic in place of its synonyms, others keep what they have.',
    status: 201,
    response: TopicResponse,
    errors: [TopicNameTaken],
  })
  createTopic(@Body() body: TopicCreateDto): Promise<TopicResponse> {
    return this.topics.create(body);
  }

  @Patch(':id')
  @Auth(Permission.categoryManage)
  @Operation({
    summary: 'Update the synonyms of a topic',
    description: 'They take the place of those it has. Its name stays.',
    response: TopicResponse,
    errors: [TopicNotFound, TopicNameTaken],
  })
  updateTopic(
    @IdParam() id: string,
    @IfMatch() version: number,
    @Body() body: TopicUpdateDto,
  ): Promise<TopicResponse> {
    return this.topics.update(id, version, body);
  }
}
