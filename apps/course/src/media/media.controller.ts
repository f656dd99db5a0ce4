import { Controller, Delete, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { IdParam, Operation, TagDescription } from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { MediaListQuery, MediaPageResponse, MediaResponse, MediaUsageResponse } from './media.dto';
import { MediaInUse, MediaNotFound } from './media.errors';
import { MediaQueryService } from './media-query.service';
import { MediaService } from './media.service';

@ApiTags('media')
@TagDescription('Files of instructors: images, videos and audio')
@Controller()
export class MediaController {
  constructor(
    private readonly media: MediaService,
    private readonly queries: MediaQueryService,
  ) {}

  @Get('media')
  @Auth(Permission.mediaUpload)
  @Operation({
    summary: 'List your media',
    description: 'In all states, newest first.',
    response: MediaPageResponse,
  })
  listMedia(
    @CurrentUser() caller: Caller,
    @Query() query: MediaListQuery,
  ): Promise<MediaPageResponse> {
    return this.queries.list(caller, query);
  }

  @Get('media/:id')
  @Auth(Permission.mediaUpload)
  @Operation({
    summary: 'Get a media file',
    description:
      'What is known of it, not its content. An upload has the same id, from its first byte on.',
    response: MediaResponse,
    errors: [MediaNotFound],
  })
  getMedia(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<MediaResponse> {
    return this.queries.get(caller, id);
  }

  @Delete('media/:id')
  @Auth(Permission.mediaUpload)
  @Operation({
    summary: 'Delete a media file',
    description:
      'With all that was made of it. What it used of your quota is free again. A file that a draft or a publication contains cannot be deleted.',
    status: 204,
    errors: [MediaNotFound, MediaInUse],
  })
  deleteMedia(@CurrentUser() caller: Caller, @IdParam() id: string): Promise<void> {
    return this.media.remove(caller, id);
  }

  @Get('media-usage')
  @Auth(Permission.mediaUpload)
  @Operation({
    summary: 'Get your storage usage',
    description: 'What your files use of your quota, and how large a file may be.',
    response: MediaUsageResponse,
  })
  getMediaUsage(@CurrentUser() caller: Caller): Promise<MediaUsageResponse> {
    return this.queries.usage(caller);
  }
}
