import { Module } from '@nestjs/common';
import { CourseFeedController } from './course-feed.controller';
import { CourseFeedJobs } from './course-feed.job';
import { CourseFeedRepository } from './course-feed.repository';
import { CourseFeedService } from './course-feed.service';
import { FeedItems } from './feed-items.service';
import { FeedPlaces } from './feed-places.repository';
import { SitemapController } from './sitemap.controller';
import { SitemapService } from './sitemap.service';

@Module({
  controllers: [CourseFeedController, SitemapController],
  providers: [
    CourseFeedRepository,
    CourseFeedService,
    CourseFeedJobs,
    FeedItems,
    FeedPlaces,
    SitemapService,
  ],
})
export class CourseFeedModule {}
