import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { collectionOf } from '@course-plateform/common/persistence';
import { CATALOG_FEED, CatalogEntry } from '../catalog/catalog-entry.entity';
import { CATALOG_BY_PUBLICATION } from '../catalog/catalog-indexes';
import { CARD, type CatalogCardRow } from '../catalog/catalog-rows';
import { FEED_HEAD, FeedHead, NEVER } from './feed-head.entity';

/** A place in a list in the order of time, and of ids where the time is the same. */
export interface FeedPlace {
  readonly at: Date;
  readonly id: string;
}

/** A course with its place in the feed. */
export type FeedRow = CatalogCardRow & { readonly feedChangedAt: Date };

/** A course with the address of its page. */
export interface SitemapRow {
  readonly _id: string;
  readonly slug: string;
  readonly publishedAt: Date;
}

const { feedChangedAt: _, ...FEED } = CARD;
const SITEMAP = { _id: 1, slug: 1, publishedAt: 1 };

/** Reads the feeds: each page is one range of an index. */
@Injectable()
export class CourseFeedRepository {
  constructor(private readonly em: EntityManager) {}

  /**
   * How far the feed goes. Read from the majority of the database's members, so that it never goes back after one of
   * them has failed.
   */
  async head(): Promise<Date> {
    const found = await collectionOf(this.em, FeedHead).findOne<Pick<FeedHead, 'changedAt'>>(
      { _id: FEED_HEAD as never },
      { readConcern: { level: 'majority' } },
    );
    return found?.changedAt ?? NEVER;
  }

  /** The courses whose places are behind one, up to a time. */
  page(after: FeedPlace, until: Date, limit: number): Promise<FeedRow[]> {
    return collectionOf(this.em, CatalogEntry)
      .find<FeedRow>(
        { feedChangedAt: { $gte: after.at, $lte: until }, ...behind('feedChangedAt', after) },
        {
          projection: FEED,
          sort: { feedChangedAt: 1, _id: 1 },
          limit,
          hint: CATALOG_FEED,
        },
      )
      .toArray();
  }

  /** Public courses in the order of their publication. @param after undefined at the beginning */
  sitemap(after: FeedPlace | undefined, limit: number): Promise<SitemapRow[]> {
    return collectionOf(this.em, CatalogEntry)
      .find<SitemapRow>(
        {
          visible: true,
          ...(after && { publishedAt: { $gte: after.at }, ...behind('publishedAt', after) }),
        },
        {
          projection: SITEMAP,
          sort: { publishedAt: 1, _id: 1 },
          limit,
          hint: CATALOG_BY_PUBLICATION,
        },
      )
      .toArray();
  }
}

/** What passes over those at the time of a place that come before it: besides the bound, which the index begins at. */
function behind(field: string, { at, id }: FeedPlace): object {
  return { $or: [{ [field]: { $gt: at } }, { _id: { $gt: id } }] };
}
