import { createHmac, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  type Class,
  type CursorPage,
  type CursorPosition,
  type Page,
  type Pagination,
  paginationOf,
} from '@course-plateform/common/kernel';
import { IntegerField, ListField, ObjectField, TextField } from '@course-plateform/types/platform';
import { CursorInvalid } from './errors';
import { HttpSettings } from './http.settings';

const EXAMPLE_CURSOR = 'eyJpZCI6IjAxODkwYTVkIn0.N2Q0YzFiOWU';

/** `?page=1&limit=20`: the query of a numbered list. */
export class PageQuery {
  @IntegerField({
    min: 1,
    max: 10_000,
    optional: true,
    fromQuery: true,
    example: 1,
    description: 'Which page, counted from 1; one beyond the last is empty',
    default: 1,
  })
  page: number = 1;

  @IntegerField({
    min: 1,
    max: 100,
    optional: true,
    fromQuery: true,
    example: 20,
    description: 'How many items a page has at most',
    default: 20,
  })
  limit: number = 20;
}

/** `?limit=20&cursor=`: the query of a cursor list. */
export class CursorQuery {
  @IntegerField({
    min: 1,
    max: 100,
    optional: true,
    fromQuery: true,
    example: 20,
    description: 'How many items a page has at most',
    default: 20,
  })
  limit: number = 20;

  @TextField({
    max: 1000,
    optional: true,
    description:
      'Where the page begins: `page.next` of the page before, with the same filters and sort; the first page when left out',
  })
  cursor?: string;
}

export class PaginationDto implements Pagination {
  @IntegerField({
    example: 42,
    description: 'How many items all pages have; counting ends at 10,000',
  })
  totalItems!: number;

  @IntegerField({ min: 1, example: 1, description: 'The page of this response, counted from 1' })
  currentPage!: number;

  @IntegerField({ example: 3, description: 'How many pages there are; 0 when nothing matches' })
  totalPages!: number;
}

export class CursorDto {
  @TextField({
    max: 1000,
    nullable: true,
    description: 'The `cursor` of the next page; null on the last one',
    example: EXAMPLE_CURSOR,
  })
  next!: string | null;

  @IntegerField({
    min: 1,
    max: 100,
    example: 20,
    description: 'How many items a page has at most, as requested',
  })
  limit!: number;
}

/** The base class of a numbered list's response: `class CoursePageResponse extends PageOf(CourseResponse) {}`. */
export function PageOf<T extends object>(item: Class<T>) {
  class NumberedPage {
    @ListField(() => item, { description: 'The items of this page, in the order of the list' })
    items!: T[];

    @ObjectField(() => PaginationDto, { description: 'Where this page is in the list' })
    pagination!: PaginationDto;
  }
  return NumberedPage;
}

/** The base class of a cursor list's response: `class OrderPageResponse extends CursorPageOf(OrderResponse) {}`. */
export function CursorPageOf<T extends object>(item: Class<T>) {
  class CursorList {
    @ListField(() => item, { description: 'The items of this page, in the order of the list' })
    items!: T[];

    @ObjectField(() => CursorDto, { description: 'How to read the next page' })
    page!: CursorDto;
  }
  return CursorList;
}

/** The response of a numbered list. */
export function toPage<Row, Item>(
  page: Page<Row>,
  query: PageQuery,
  toItem: (row: Row) => Item,
): { items: Item[]; pagination: PaginationDto } {
  return { items: page.items.map(toItem), pagination: paginationOf(page, query) };
}

/** Creates and verifies signed cursors. */
@Injectable()
export class Cursors {
  constructor(private readonly settings: HttpSettings) {}

  /**
   * The position of a cursor; undefined at the beginning of the list.
   * @param binding filter and order of the list: a cursor of another list is rejected
   * @throws CursorInvalid
   */
  read(cursor: string | undefined, binding: object): CursorPosition | undefined {
    if (cursor === undefined) return undefined;
    const [body = '', signature = ''] = cursor.split('.');
    const expected = this.sign(body, binding);
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      throw new CursorInvalid();
    }
    return JSON.parse(Buffer.from(body, 'base64url').toString('utf8')) as CursorPosition;
  }

  /** The response of a cursor list. */
  toPage<Row, Item>(
    page: CursorPage<Row>,
    query: CursorQuery,
    binding: object,
    toItem: (row: Row) => Item,
  ): { items: Item[]; page: CursorDto } {
    return {
      items: page.items.map(toItem),
      page: { next: page.next ? this.write(page.next, binding) : null, limit: query.limit },
    };
  }

  /** The cursor of a position, for lists whose response is not the usual one. @param binding as in `read` */
  write(position: CursorPosition, binding: object): string {
    const body = Buffer.from(JSON.stringify(position)).toString('base64url');
    return `${body}.${this.sign(body, binding).toString('base64url')}`;
  }

  private sign(body: string, binding: object): Buffer {
    return createHmac('sha256', this.settings.cursorSecret)
      .update(`${JSON.stringify(binding)}\n${body}`)
      .digest();
  }
}
