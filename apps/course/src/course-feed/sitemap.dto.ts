import { CursorPageOf } from '@course-plateform/common/http';
import { DateTimeField, TextField, UrlField } from '@course-plateform/types/platform';

export class SitemapItem {
  @TextField({ example: 'complete-web-development', description: 'Names the course in addresses' })
  slug!: string;

  @DateTimeField({
    description: 'When its contents were published last: the `lastmod` of its page',
  })
  lastModified!: string;

  @UrlField({
    nullable: true,
    example: 'https://example.com/courses/complete-web-development',
    description: 'The address of its page; null when the platform has not said where that is',
  })
  url!: string | null;
}

export class SitemapPageResponse extends CursorPageOf(SitemapItem) {}
