import { Module } from '@nestjs/common';
import { Ffmpeg } from './ffmpeg';
import { MediaController } from './media.controller';
import { MediaConversion } from './media-conversion.service';
import { MediaFactory } from './media.factory';
import { MediaFiles } from './media-files';
import { MediaImages } from './media-images.service';
import { MediaInspection } from './media-inspection.service';
import { MediaJobs } from './media.job';
import { MediaProcessing } from './media-processing.service';
import { MediaQueryService } from './media-query.service';
import { MediaQueue } from './media-queue';
import { MediaQuota } from './media-quota.service';
import { MediaReadiness } from './media-readiness.service';
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
    MediaReadiness,
    MediaQueue,
    MediaWorker,
    MediaProcessing,
    MediaInspection,
    MediaConversion,
    MediaImages,
    Ffmpeg,
    MediaJobs,
    MediaUses,
    VirusScanner,
  ],
  exports: [
    MediaService,
    MediaQueryService,
    MediaFiles,
    MediaInspection,
    MediaQuota,
    MediaReadiness,
    MediaUses,
    MediaWorker,
  ],
})
export class MediaModule {}
