import type { IncomingMessage } from 'node:http';
import { Controller, Delete, Head, Options, Patch, Post, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Auth, type Caller, CurrentUser, Public } from '@course-plateform/common/auth';
import {
  IdParam,
  Operation,
  RateLimit,
  SentStream,
  StreamBody,
} from '@course-plateform/common/http';
import { RequestInvalid } from '@course-plateform/common/validation';
import { Permission } from '@course-plateform/types/platform';
import { MediaQuotaExceeded, MediaTooLarge } from '../media/media.errors';
import {
  UploadHeaderInvalid,
  UploadLocked,
  UploadNotFound,
  UploadOffsetConflict,
  UploadTooLong,
  UploadVersionUnsupported,
} from './media-upload.errors';
import { ResumableUploads, type UploadReply } from './resumable-uploads.service';
import { LONGEST_UPLOAD } from './upload-metadata.dto';

const EXTENSIONS = 'creation,creation-with-upload,termination,expiration';
const PIECE = 'application/offset+octet-stream';
/** The headers of a request together have 16 KiB. */
const LONGEST_METADATA = 8192;

const TusVersion = (): MethodDecorator =>
  ApiHeader({
    name: 'Tus-Resumable',
    required: true,
    description: 'The version of the protocol',
    schema: { type: 'string', pattern: '^1\\.0\\.0$', example: '1.0.0' },
  });

/** Resumable uploads by tus 1.0. */
@ApiTags('media')
@Controller('media-uploads')
export class MediaUploadController {
  constructor(private readonly uploads: ResumableUploads) {}

  @Options()
  @Public()
  @ApiExcludeEndpoint()
  @Operation({
    summary: 'Get the upload capabilities',
    description: 'The version and the extensions of tus that uploads understand, in headers.',
    status: 204,
  })
  async getCapabilities(@Res() reply: FastifyReply): Promise<void> {
    const headers = {
      'tus-resumable': '1.0.0',
      'tus-version': '1.0.0',
      'tus-extension': EXTENSIONS,
    };
    await reply.status(204).headers(headers).send();
  }

  @Post()
  @Auth(Permission.mediaUpload)
  @TusVersion()
  @ApiHeader({
    name: 'Upload-Length',
    required: true,
    description: 'The size of the file, in bytes',
    schema: { type: 'integer', minimum: 1, example: 1_048_576 },
  })
  @ApiHeader({
    name: 'Upload-Metadata',
    required: true,
    description:
      'Pairs of a name and a value in Base64, joined by commas: `kind` (`image`, `video` or `audio`), `filename`, and, to have the content checked at the end, `sha256` in hexadecimal digits',
    schema: {
      type: 'string',
      maxLength: LONGEST_METADATA,
      example: 'kind dmlkZW8=,filename V2VsY29tZS5tcDQ=',
    },
  })
  @StreamBody({
    type: PIECE,
    description: 'The first part of the file',
    maxBytes: LONGEST_UPLOAD,
    optional: true,
  })
  @Operation({
    summary: 'Begin a resumable upload',
    description:
      'The creation request of tus 1.0. `Location` is the upload, whose last segment is the id of the media file; send the content there. Room in your quota is set aside at once. What is not sent within a day is removed.',
    status: 201,
    location: '/api/v1/media-uploads/{id}',
    errors: [
      UploadHeaderInvalid,
      UploadVersionUnsupported,
      UploadTooLong,
      UploadLocked,
      MediaTooLarge,
      MediaQuotaExceeded,
      RequestInvalid,
    ],
  })
  beginUpload(@SentStream() raw: IncomingMessage, @Res() reply: FastifyReply): Promise<void> {
    return this.respond(reply, this.uploads.handle(raw));
  }

  @Head(':id')
  @RateLimit('read')
  @Auth(Permission.mediaUpload)
  @TusVersion()
  @Operation({
    summary: 'Get how much has arrived',
    description: 'In `Upload-Offset`, of as many bytes as `Upload-Length` says.',
    errors: [UploadNotFound, UploadVersionUnsupported, UploadHeaderInvalid, UploadLocked],
  })
  getUploadOffset(
    @IdParam() id: string,
    @SentStream() raw: IncomingMessage,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.respond(reply, this.uploads.handle(raw, id));
  }

  @Patch(':id')
  @RateLimit('read')
  @Auth(Permission.mediaUpload)
  @TusVersion()
  @ApiHeader({
    name: 'Upload-Offset',
    required: true,
    description: 'How much has arrived, in bytes: where the part begins',
    schema: { type: 'integer', minimum: 0, example: 0 },
  })
  @StreamBody({
    type: PIECE,
    description: 'The next part of the file, or all of the rest',
    maxBytes: LONGEST_UPLOAD,
  })
  @Operation({
    summary: 'Send a part of an upload',
    description:
      'What has arrived is kept when the connection breaks. After the last part the file is checked and processed; read its status from `GET /media/{id}`.',
    status: 204,
    errors: [
      UploadNotFound,
      UploadHeaderInvalid,
      UploadVersionUnsupported,
      UploadOffsetConflict,
      UploadLocked,
      UploadTooLong,
    ],
  })
  sendPart(
    @IdParam() id: string,
    @SentStream() raw: IncomingMessage,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.respond(reply, this.uploads.handle(raw, id));
  }

  @Delete(':id')
  @Auth(Permission.mediaUpload)
  @Operation({
    summary: 'Cancel an upload',
    description: 'Removes what has arrived. A file that has arrived whole is deleted as media.',
    status: 204,
    errors: [UploadNotFound],
  })
  async cancelUpload(
    @CurrentUser() caller: Caller,
    @IdParam() id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.uploads.abandon(caller, id);
    await reply.status(204).header('tus-resumable', '1.0.0').send();
  }

  private async respond(reply: FastifyReply, handled: Promise<UploadReply>): Promise<void> {
    // A client of the protocol wants the versions also with an error.
    void reply.headers({ 'tus-resumable': '1.0.0', 'tus-version': '1.0.0' });
    const { status, headers } = await handled;
    await reply.status(status).headers(headers).send();
  }
}
