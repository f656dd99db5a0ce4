import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { collectionOf, withCollection } from '@course-plateform/common/persistence';
import { CATALOG_FEED, CatalogEntry, EntryChange } from '../catalog/catalog-entry.entity';
import { FEED_HEAD, FeedHead, NEVER } from './feed-head.entity';

/** What places in the feed are given and taken by. */
@Injectable()
export class FeedPlaces {
  constructor(private readonly em: EntityManager) {}

  /** Lets the feed begin, when it has not. @returns whether it had begun before */
  async begin(): Promise<boolean> {
    const { upsertedCount } = await this.heads.updateOne(
      { _id: FEED_HEAD as never },
      { $setOnInsert: { changedAt: NEVER } },
      { upsert: true },
    );
    return upsertedCount === 0;
  }

  /** Marks the public courses that have neither a place nor a mark: releases before the feed wrote them. */
  async adopt(): Promise<number> {
    const { modifiedCount } = await this.entries.updateMany(
      { visible: true, feedChangedAt: null, feedPending: null },
      { $set: { feedPending: EntryChange.shown } },
      { hint: CATALOG_FEED },
    );
    return modifiedCount;
  }

  /** @param countedUntil courses with more learners and no other change wait until their place is as old as this */
  async isAnyPending(countedUntil: Date): Promise<boolean> {
    const found = await this.entries.findOne(pending(countedUntil), { projection: { _id: 1 } });
    return found !== null;
  }

  /**
   * Moves the head on, inside a transaction. Whoever does this comes before all others who are about to: MongoDB aborts
   * one of two transactions that write the same document.
   * @returns the new head: later than the one before, whatever this process takes for the time
   */
  advance(em: EntityManager, now: Date): Promise<Date> {
    return withCollection(em, FeedHead, async (heads, session) => {
      const head = await heads.findOneAndUpdate(
        { _id: FEED_HEAD as never },
        [{ $set: { changedAt: { $max: [now, { $add: ['$changedAt', 1] }] } } }],
        { session, returnDocument: 'after' },
      );
      if (!head) throw new Error('The feed has not begun');
      return head['changedAt'] as Date;
    });
  }

  /** Gives a place to courses that have changed, inside a transaction. @returns how many there were */
  place(
    em: EntityManager,
    place: Date,
    { countedUntil, limit }: { readonly countedUntil: Date; readonly limit: number },
  ): Promise<number> {
    return withCollection(em, CatalogEntry, async (entries, session) => {
      const found = await entries
        .find(pending(countedUntil), { session, limit, projection: { _id: 1 } })
        .toArray();
      const ids = found.map(({ _id }) => _id);
      await entries.updateMany(
        { _id: { $in: ids } },
        { $set: { feedChangedAt: place, feedPending: null } },
        { session },
      );
      return found.length;
    });
  }

  /** Takes their places from courses that were removed before a time. @returns how many there were */
  async sweep(before: Date): Promise<number> {
    const { modifiedCount } = await this.entries.updateMany(
      { visible: false, feedChangedAt: { $gt: NEVER, $lt: before } },
      { $set: { feedChangedAt: null } },
      { hint: 'catalog_feed_removed' },
    );
    return modifiedCount;
  }

  private get entries() {
    return collectionOf(this.em, CatalogEntry);
  }

  private get heads() {
    return collectionOf(this.em, FeedHead);
  }
}

function pending(countedUntil: Date): object {
  return {
    $or: [
      { feedPending: EntryChange.shown },
      // With those that have no place yet.
      { feedPending: EntryChange.counted, feedChangedAt: { $not: { $gt: countedUntil } } },
    ],
  };
}
