import type { IncomingMessage } from 'node:http';
import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { Operation, SentStream, StreamBody } from '@course-plateform/common/http';
import { RequestInvalid } from '@course-plateform/common/validation';
import { Permission } from '@course-plateform/types/platform';
import { MediaKind } from '../media/media-kind';
import { MediaResponse } from '../media/media.dto';
import { MediaQuotaExceeded, MediaTooLarge } from '../media/media.errors';
import { FormUploads } from './form-uploads.service';
import { UploadIncomplete, UploadLengthRequired } from './media-upload.errors';

const FORM = {
  type: 'object',
  required: ['kind', 'file'],
  properties: {
    kind: {
      type: 'string',
      enum: Object.values(MediaKind),
      example: MediaKind.image,
      description: 'What kind of file it is; has to come before the file',
    },
    sha256: {
      type: 'string',
      pattern: '^[0-9a-f]{64}$',
      example: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      description: 'The SHA-256 of the content; other content is refused',
    },
    file: { type: 'string', format: 'binary', description: 'The file, as the last field' },
  },
};

@ApiTags('media')
@Controller('media')
export class MediaFormController {
  constructor(private readonly uploads: FormUploads) {}

  @Post()
  @Auth(Permission.mediaUpload)
  @StreamBody({
    type: 'multipart/form-data',
    description: 'A form with a file as its last field',
    schema: FORM,
  })
  @Operation({
    summary: 'Upload a small media file',
    description:
      'In one request, which has to begin anew when the connection breaks; larger files are better sent to `/media-uploads`. The file is checked and processed after the response.',
    status: 201,
    response: MediaResponse,
    errors: [
      UploadIncomplete,
      UploadLengthRequired,
      MediaTooLarge,
      MediaQuotaExceeded,
      RequestInvalid,
    ],
  })
  uploadMedia(
    @CurrentUser() caller: Caller,
    @SentStream() raw: IncomingMessage,
  ): Promise<MediaResponse> {
    return this.uploads.take(caller, raw);
  }
}
