import { Module } from '@nestjs/common';
import { MediaController } from './media.controller';
import { MediaFactory } from './media.factory';
import { MediaFiles } from './media-files';
import { MediaInspection } from './media-inspection.service';
import { MediaJobs } from './media.job';
import { MediaProcessing } from './media-processing.service';
import { MediaQueryService } from './media-query.service';
import { MediaQueue } from './media-queue';
import { MediaQuota } from './media-quota.service';
import { MediaService } from './media.service';
import { MediaUses } from './media-uses.service';
import { MediaWorker } from './media-worker';
import { VirusScanner } from './virus-scanner';

@Module({
  controllers: [MediaController],
  providers: [
    MediaService,
    MediaQueryService,
    MediaFactory,
    MediaFiles,
    MediaQuota,
    MediaQueue,
    MediaWorker,
    MediaProcessing,
    MediaInspection,
    MediaJobs,
    MediaUses,
    VirusScanner,
  ],
  exports: [MediaService, MediaQueryService, MediaFiles, MediaQuota, MediaUses, MediaWorker],
})
export class MediaModule {}
