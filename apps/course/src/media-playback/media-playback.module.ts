import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module';
import { MediaModule } from '../media/media.module';
import { MediaImageService } from './media-image.service';
import { MediaContent } from './media-content.service';
import { PlaybackController } from './playback.controller';
import { PlaybackGrants } from './playback-grants';
import { PlaybackService } from './playback.service';

@Module({
  imports: [CatalogModule, MediaModule],
  controllers: [PlaybackController],
  providers: [PlaybackService, PlaybackGrants, MediaContent, MediaImageService],
})
export class MediaPlaybackModule {}
