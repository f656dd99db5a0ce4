import { Controller, Delete, Get, Put, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Auth, type Caller, CurrentUser, Public } from '@course-plateform/common/auth';
import {
  FileBody,
  IdParam,
  IfMatch,
  Operation,
  RateLimit,
  SentBytes,
  SlugParam,
} from '@course-plateform/common/http';
import { Permission } from '@course-plateform/types/platform';
import { MyProfileResponse } from '../profile/profile.dto';
import { ProfileNotFound } from '../profile/profile.errors';
import { AVATAR_TYPE, PICTURE_TYPES } from './avatar-encoder';
import {
  AvatarNotFound,
  AvatarTooManyPixels,
  AvatarTypeUnsupported,
  AvatarUnreadable,
} from './avatar.errors';
import { AvatarQueryService } from './avatar-query.service';
import { AvatarService } from './avatar.service';

const BYTES_MAX = 5_242_880;
/** A day: the address changes with the picture, but a picture that is taken away must not stay in caches for long. */
const SAME_FOR_A_DAY = 'public, max-age=86400, immutable';
/** The address of another picture than there is now, in a page from a minute ago. */
const SAME_FOR_A_MINUTE = 'public, max-age=60';

@ApiTags('users')
@Controller('users')
export class AvatarController {
  constructor(
    private readonly avatars: AvatarService,
    private readonly queries: AvatarQueryService,
  ) {}

  @Put('me/avatar')
  @RateLimit('sensitive')
  @Auth(Permission.profileManage)
  @FileBody({ types: PICTURE_TYPES, maxBytes: BYTES_MAX })
  @Operation({
    summary: 'Upload your avatar',
    description:
      'The body is the image itself, at most 5 MiB, recognized by its content. It becomes a square of 512 × 512 pixels; nothing else of the file is kept, location and camera included.',
    response: MyProfileResponse,
    errors: [ProfileNotFound, AvatarTypeUnsupported, AvatarUnreadable, AvatarTooManyPixels],
  })
  updateMyAvatar(
    @CurrentUser() caller: Caller,
    @IfMatch() version: number,
    @SentBytes() file: Buffer,
  ): Promise<MyProfileResponse> {
    return this.avatars.replace(caller, version, file);
  }

  @Delete('me/avatar')
  @Auth(Permission.profileManage)
  @Operation({
    summary: 'Remove your avatar',
    description: 'Your profile shows none any more.',
    response: MyProfileResponse,
    errors: [ProfileNotFound],
  })
  deleteMyAvatar(
    @CurrentUser() caller: Caller,
    @IfMatch() version: number,
  ): Promise<MyProfileResponse> {
    return this.avatars.remove(caller, version);
  }

  @Get(':id/avatar/:version')
  @Public()
  @Operation({
    summary: "Get a user's avatar",
    description:
      'At the address in `avatarUrl`, which changes with the picture, so it may be cached for a long time. An older address returns the present picture.',
    responseType: AVATAR_TYPE,
    errors: [ProfileNotFound, AvatarNotFound],
  })
  async getAvatar(
    @IdParam() id: string,
    @SlugParam('version', {
      description: 'The version of the picture, as in `avatarUrl`',
      example: '3f9c2b7e',
    })
    wanted: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { content, version } = await this.queries.get(id);
    await reply
      .header('cache-control', wanted === version ? SAME_FOR_A_DAY : SAME_FOR_A_MINUTE)
      .header('content-security-policy', "default-src 'none'")
      .header('etag', `"${version}"`)
      .type(AVATAR_TYPE)
      .send(content);
  }
}
