import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { MailModule } from '@course-plateform/common/mail';
import { StorageModule } from '@course-plateform/common/storage';
import { CatalogModule } from './catalog/catalog.module';
import { CatalogGraphqlModule } from './catalog/graphql.module';
import { CategoryReplacementModule } from './category-replacement/category-replacement.module';
import { CourseCloneModule } from './course-clone/course-clone.module';
import { CourseFeedModule } from './course-feed/course-feed.module';
import { CourseExportModule } from './course-export/course-export.module';
import { CourseImportModule } from './course-import/course-import.module';
import { CourseModule } from './course/course.module';
import { CourseTeamModule } from './course-team/course-team.module';
import { CourseVersionModule } from './course-version/course-version.module';
import { CourseServiceSettings } from './env';
import { database } from './mikro-orm.config';
import { PublicationModule } from './publication/publication.module';
import { MediaModule } from './media/media.module';
import { MediaPlaybackModule } from './media-playback/media-playback.module';
import { MediaUploadModule } from './media-upload/media-upload.module';
import { TranscriptModule } from './transcript/transcript.module';
import { SearchModule } from './search/search.module';
import { SalePriceModule } from './sale-price/sale-price.module';

@Module({
  imports: [
    MailModule.forRoot(CourseServiceSettings),
    StorageModule.forRoot(CourseServiceSettings),
    CatalogModule,
    CatalogGraphqlModule,
    CategoryReplacementModule,
    CourseModule,
    CourseCloneModule,
    CourseFeedModule,
    CourseTeamModule,
    CourseExportModule,
    CourseImportModule,
    CourseVersionModule,
    MediaModule,
    MediaPlaybackModule,
    MediaUploadModule,
    PublicationModule,
    SalePriceModule,
    TranscriptModule,
    SearchModule,
  ],
})
export class AppModule {}

export const service = defineService({
  settings: CourseServiceSettings,
  database,
  module: AppModule,
});
