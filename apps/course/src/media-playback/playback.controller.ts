import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public, currentCaller } from '@course-plateform/common/auth';
import { IdParam, Operation, SlugParam } from '@course-plateform/common/http';
import {
  CourseAccessDisputed,
  CourseNotFound,
  LessonLocked,
  LessonNotFound,
} from '../course/course.errors';
import { MediaNotFound } from '../media/media.errors';
import { MediaContent, STREAM_TYPES } from './media-content.service';
import { IMAGE_TYPES, MediaImageService } from './media-image.service';
import { PlaybackGrantDto, PlaybackGrantResponse, PlaybackQuery } from './playback.dto';
import {
  PlaybackGrantExpired,
  PlaybackGrantInvalid,
  PlaybackNotEntitled,
  RangeNotSatisfiable,
  StreamFileNotFound,
} from './playback.errors';
import { PlaybackService } from './playback.service';

@ApiTags('media')
@Controller('media/:id')
export class PlaybackController {
  constructor(
    private readonly playback: PlaybackService,
    private readonly content: MediaContent,
    private readonly images: MediaImageService,
  ) {}

  @Post('playback-grants')
  @Public()
  @Operation({
    summary: 'Get addresses to play a file',
    description:
      'They work for some minutes, without a token, for this file alone. Learners of the course may play what its lessons contain, everyone the previews and promo videos of published courses, and instructors their own files. Access is checked once a grant: after a refund, a withdrawal or a dispute there is no further one.',
    status: 201,
    location: '/api/v1/media/{id}/content',
    response: PlaybackGrantResponse,
    errors: [
      MediaNotFound,
      CourseNotFound,
      LessonNotFound,
      PlaybackNotEntitled,
      CourseAccessDisputed,
      LessonLocked,
    ],
  })
  createPlaybackGrant(
    @IdParam() id: string,
    @Body() body: PlaybackGrantDto,
  ): Promise<PlaybackGrantResponse> {
    return this.playback.grant(currentCaller(), id, body);
  }

  @Get('content')
  @Public()
  @Operation({
    summary: 'Get the content of a file',
    description:
      'At the address of a playback grant. Takes range requests (RFC 9110, 14), also with `If-Range`, and returns 206 for a part. May redirect (302) to the storage.',
    responseType: 'application/octet-stream',
    otherStatuses: { 206: 'The part that the request asks for', 302: 'Where the storage has it' },
    errors: [MediaNotFound, PlaybackGrantInvalid, PlaybackGrantExpired, RangeNotSatisfiable],
  })
  getMediaContent(
    @IdParam() id: string,
    @Query() { grant }: PlaybackQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.content.sendOriginal(id, grant, request, reply);
  }

  @Get('images/:file')
  @Public()
  @Operation({
    summary: 'Get an image of a course page',
    description:
      'Covers, and pictures that stand for promo videos, at the addresses that courses in the catalog have. There for everyone while a published course shows it. It never changes: browsers may keep it for a year.',
    responseType: IMAGE_TYPES,
    errors: [MediaNotFound],
  })
  getMediaImage(
    @IdParam() mediaId: string,
    @SlugParam('file', { description: 'The width and the format', example: 'w640.webp' })
    name: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.images.send(mediaId, name, request, reply);
  }

  @Get('stream/:file')
  @Public()
  @Operation({
    summary: 'Get a file of a stream',
    description:
      'Playlists and pieces (HLS, RFC 8216), from the address `streamUrl` of a playback grant on: what a playlist names carries the grant. Pieces take range requests, and may redirect (302) to the storage.',
    responseType: Object.values(STREAM_TYPES),
    otherStatuses: { 206: 'The part that the request asks for', 302: 'Where the storage has it' },
    errors: [PlaybackGrantInvalid, PlaybackGrantExpired, StreamFileNotFound, RangeNotSatisfiable],
  })
  getMediaStreamFile(
    @IdParam() mediaId: string,
    @SlugParam('file', { description: 'A file of the stream', example: 'master.m3u8' })
    name: string,
    @Query() { grant }: PlaybackQuery,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.content.sendStreamFile({ mediaId, name }, grant, request, reply);
  }
}
