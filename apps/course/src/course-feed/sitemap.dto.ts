import { OmitType } from '@nestjs/swagger';
import { CursorDto, CursorQuery } from '@course-plateform/common/http';
import {
  DateTimeField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
  UrlField,
} from '@course-plateform/types/platform';

const LIMIT = {
  min: 1,
  max: 1000,
  example: 1000,
} as const;

export class SitemapQuery extends OmitType(CursorQuery, ['limit']) {
  @IntegerField({
    ...LIMIT,
    optional: true,
    fromQuery: true,
    description: 'How many items a page has at most; fifty full pages make one sitemap file',
    default: 1000,
  })
  limit: number = 1000;
}

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

export class SitemapCursorDto extends OmitType(CursorDto, ['limit']) {
  @IntegerField({ ...LIMIT, description: 'How many items a page has at most, as requested' })
  limit!: number;
}

export class SitemapPageResponse {
  @ListField(() => SitemapItem, { description: 'Published courses, the oldest publication first' })
  items!: SitemapItem[];

  @ObjectField(() => SitemapCursorDto, { description: 'How to read the next page' })
  page!: SitemapCursorDto;
}
