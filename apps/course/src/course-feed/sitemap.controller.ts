import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '@course-plateform/common/auth';
import { CursorQuery, Operation, PublicCache } from '@course-plateform/common/http';
import { SitemapPageResponse } from './sitemap.dto';
import { SitemapService } from './sitemap.service';

@ApiTags('feeds')
@Controller('sitemap-feed')
export class SitemapController {
  constructor(private readonly sitemap: SitemapService) {}

  @Get()
  @Public()
  @PublicCache()
  @Operation({
    summary: 'List course pages for a sitemap',
    description:
      'Slug and last publication of every published course, for the sitemap files of a site: at most 50,000 addresses each. A course that is published while you read comes at the end. Categories are few: take them from `GET /categories`.',
    response: SitemapPageResponse,
  })
  listSitemap(@Query() query: CursorQuery): Promise<SitemapPageResponse> {
    return this.sitemap.list(query);
  }
}
