import { Module } from '@nestjs/common';
import { MediaModule } from '../media/media.module';
import { FormUploads } from './form-uploads.service';
import { MediaFormController } from './media-form.controller';
import { MediaUploadController } from './media-upload.controller';
import { ResumableUploads } from './resumable-uploads.service';
import { UploadLocks } from './upload-locks';

@Module({
  imports: [MediaModule],
  controllers: [MediaUploadController, MediaFormController],
  providers: [ResumableUploads, FormUploads, UploadLocks],
})
export class MediaUploadModule {}
