import { Module } from '@nestjs/common';
import { CatalogModule } from '../catalog/catalog.module';
import { TranscriptController } from './transcript.controller';
import { TranscriptRepository } from './transcript.repository';
import { TranscriptService } from './transcript.service';

@Module({
  imports: [CatalogModule],
  controllers: [TranscriptController],
  providers: [TranscriptService, TranscriptRepository],
})
export class TranscriptModule {}
