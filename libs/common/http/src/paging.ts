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

/** `?page=1&limit=20`: lists whose size is known. */
export class PageQuery {
  @IntegerField({ min: 1, max: 10_000, optional: true, fromQuery: true, example: 1 })
  page: number = 1;

  @IntegerField({ min: 1, max: 100, optional: true, fromQuery: true, example: 20 })
  limit: number = 20;
}

/** `?limit=20&cursor=`: lists that grow without bound. */
export class CursorQuery {
  @IntegerField({ min: 1, max: 100, optional: true, fromQuery: true, example: 20 })
  limit: number = 20;

  @TextField({
    max: 1000,
    optional: true,
    description: 'From `page.next` of the page before',
  })
  cursor?: string;
}

export class PaginationDto implements Pagination {
  @IntegerField({ example: 42, description: 'At most 10000 are counted and can be reached' })
  totalItems!: number;

  @IntegerField({ min: 1, example: 1 })
  currentPage!: number;

  @IntegerField({ example: 3 })
  totalPages!: number;
}

export class CursorDto {
  @TextField({ max: 1000, nullable: true, description: 'Null on the last page' })
  next!: string | null;

  @IntegerField({ min: 1, max: 100, example: 20 })
  limit!: number;
}

/** The base class of a numbered list's answer: `class CoursePage extends PageOf(CourseResponse) {}`. */
export function PageOf<T extends object>(item: Class<T>) {
  class NumberedPage {
    @ListField(() => item)
    items!: T[];

    @ObjectField(() => PaginationDto)
    pagination!: PaginationDto;
  }
  return NumberedPage;
}

/** The base class of a cursor list's answer: `class OrderPage extends CursorPageOf(OrderResponse) {}`. */
export function CursorPageOf<T extends object>(item: Class<T>) {
  class CursorList {
    @ListField(() => item)
    items!: T[];

    @ObjectField(() => CursorDto)
    page!: CursorDto;
  }
  return CursorList;
}

/** The answer of a numbered list. */
export function toPage<Row, Item>(
  page: Page<Row>,
  query: PageQuery,
  toItem: (row: Row) => Item,
): { items: Item[]; pagination: PaginationDto } {
  return { items: page.items.map(toItem), pagination: paginationOf(page, query) };
}

/** Signs the positions of cursor lists and checks them when they come back. */
@Injectable()
export class Cursors {
  constructor(private readonly settings: HttpSettings) {}

  /**
   * The position a cursor stands for; undefined at the beginning of the list.
   * @param binding filter and order of the list: a cursor of another list is refused
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

  /** The answer of a cursor list. */
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

  private write(position: CursorPosition, binding: object): string {
    const body = Buffer.from(JSON.stringify(position)).toString('base64url');
    return `${body}.${this.sign(body, binding).toString('base64url')}`;
  }

  private sign(body: string, binding: object): Buffer {
    return createHmac('sha256', this.settings.cursorSecret)
      .update(`${JSON.stringify(binding)}\n${body}`)
      .digest();
  }
}
