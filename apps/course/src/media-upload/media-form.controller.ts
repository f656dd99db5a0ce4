import type { IncomingMessage } from 'node:http';
import { Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Auth, type Caller, CurrentUser } from '@course-plateform/common/auth';
import { Operation, SentStream, StreamBody } from '@course-plateform/common/http';
import { RequestInvalid } from '@course-plateform/common/validation';
import { Permission } from '@course-plateform/types/platform';
import { MediaResponse } from '../media/media.dto';
import { MediaQuotaExceeded, MediaTooLarge } from '../media/media.errors';
import { FormUploads } from './form-uploads.service';
import { MediaFormDto } from './media-form.dto';
import { UploadIncomplete, UploadLengthRequired } from './media-upload.errors';
import { LONGEST_UPLOAD } from './upload-metadata.dto';

@ApiTags('media')
@Controller('media')
export class MediaFormController {
  constructor(private readonly uploads: FormUploads) {}

  @Post()
  @Auth(Permission.mediaUpload)
  @StreamBody({
    type: 'multipart/form-data',
    description: 'A form with a file as its last field',
    form: MediaFormDto,
    maxBytes: LONGEST_UPLOAD,
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
