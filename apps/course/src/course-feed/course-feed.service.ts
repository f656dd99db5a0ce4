import { Injectable } from '@nestjs/common';
import { Cursors, limitPublicCache } from '@course-plateform/common/http';
import {
  Clock,
  type CursorPosition,
  DAY_MS,
  HOUR_MS,
  cursorPageOf,
} from '@course-plateform/common/kernel';
import { CourseServiceSettings } from '../env';
import { nextPriceChange } from '../price/price-schedule';
import type { CourseFeedPageResponse, CourseFeedQuery } from './course-feed.dto';
import { CourseFeedExpired } from './course-feed.errors';
import { CourseFeedRepository, type FeedPlace, type FeedRow } from './course-feed.repository';
import { FeedItems } from './feed-items.service';

const BINDING = { feed: 'courses' };

/** Behind all courses of the same time. */
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** How far a partner has read. */
interface Reader extends FeedPlace {
  /**
   * Since when nothing has been missed: a reader of the whole feed passes old places, and has yet been told of all
   * removals since it began.
   */
  readonly since: Date;
}

/** What has changed in the catalog, for partners who keep a copy of it. */
@Injectable()
export class CourseFeedService {
  constructor(
    private readonly feed: CourseFeedRepository,
    private readonly items: FeedItems,
    private readonly cursors: Cursors,
    private readonly clock: Clock,
    private readonly settings: CourseServiceSettings,
  ) {}

  /** @throws CursorInvalid, CourseFeedExpired, UpstreamUnavailable */
  async list(query: CourseFeedQuery): Promise<CourseFeedPageResponse> {
    const now = this.clock.now();
    const reader = this.readerOf(query, now);
    // First how far the feed goes: what is placed meanwhile comes with the next page.
    const head = await this.feed.head();
    const rows = await this.feed.page(reader, head, query.limit + 1);
    const page = cursorPageOf(rows, query.limit, positionAfter(reader));
    limitPublicCache(untilPriceChange(page.items, now));
    const toItem = await this.items.of(page.items, now);
    const atHead = head > reader.at ? { at: head, id: LAST_ID } : reader;
    const resume = page.next ?? toPosition({ ...atHead, since: reader.since });
    return {
      ...this.cursors.toPage(page, query, BINDING, toItem),
      resumeCursor: this.cursors.write(resume, BINDING),
    };
  }

  /** @throws CursorInvalid, CourseFeedExpired */
  private readerOf({ cursor, updatedSince }: CourseFeedQuery, now: Date): Reader {
    const position = this.cursors.read(cursor, BINDING);
    if (position === undefined && updatedSince === undefined) return beginning(now);
    const reader = position ? readerAt(position) : readerSince(new Date(updatedSince ?? now));
    const days = this.settings.courseFeedRemovedDays;
    const known = Math.max(reader.at.getTime(), reader.since.getTime());
    if (known < now.getTime() - days * DAY_MS) throw new CourseFeedExpired({ params: { days } });
    return reader;
  }
}

function beginning(now: Date): Reader {
  // By the hour, so that the first page is the same for all who ask for it, and its ETag too.
  const since = new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS);
  return { at: new Date(0), id: '', since };
}

function readerSince(since: Date): Reader {
  return { at: since, id: '', since };
}

function readerAt([at, id, since]: CursorPosition): Reader {
  return { at: new Date(String(at)), id: String(id), since: new Date(String(since)) };
}

function toPosition({ at, id, since }: Reader): CursorPosition {
  return [at.toISOString(), id, since.toISOString()];
}

function positionAfter({ since }: Reader): (row: FeedRow) => CursorPosition {
  return ({ feedChangedAt, _id }) => toPosition({ at: feedChangedAt, id: _id, since });
}

/** In milliseconds. */
function untilPriceChange(rows: readonly FeedRow[], now: Date): number {
  const courses = rows.filter(({ visible }) => visible);
  const next = nextPriceChange(courses, now);
  return next === null ? Number.POSITIVE_INFINITY : next.getTime() - now.getTime();
}
