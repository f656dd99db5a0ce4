import { Injectable } from '@nestjs/common';
import { type CursorQuery, Cursors } from '@course-plateform/common/http';
import { cursorPageOf } from '@course-plateform/common/kernel';
import { coursePageUrl } from '../catalog/course-address';
import { CourseServiceSettings } from '../env';
import { CourseFeedRepository } from './course-feed.repository';
import type { SitemapPageResponse } from './sitemap.dto';

const BINDING = { feed: 'sitemap' };

/** The pages of the catalog that search engines should know. */
@Injectable()
export class SitemapService {
  constructor(
    private readonly feed: CourseFeedRepository,
    private readonly cursors: Cursors,
    private readonly settings: CourseServiceSettings,
  ) {}

  /** @throws CursorInvalid */
  async list(query: CursorQuery): Promise<SitemapPageResponse> {
    const position = this.cursors.read(query.cursor, BINDING);
    const after = position && { at: new Date(String(position[0])), id: String(position[1]) };
    const rows = await this.feed.sitemap(after, query.limit + 1);
    const page = cursorPageOf(rows, query.limit, ({ publishedAt, _id }) => [
      publishedAt.toISOString(),
      _id,
    ]);
    return this.cursors.toPage(page, query, BINDING, ({ slug, publishedAt }) => ({
      slug,
      lastModified: publishedAt.toISOString(),
      url: coursePageUrl(this.settings.coursePageUrl, slug),
    }));
  }
}
