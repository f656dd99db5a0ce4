import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Document } from 'mongodb';
import { Clock } from '@course-plateform/common/kernel';
import { collectionOf } from '@course-plateform/common/persistence';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { Publication } from '../course/publication.entity';
import type { SearchDocument } from '../search/course-search';
import { Topic } from '../topic/topic.entity';
import { CatalogEntry, EntryChange, shownInstructors } from './catalog-entry.entity';
import { requestProfiles } from './profiles';
import {
  type SearchedEntry,
  type SearchedPublication,
  searchDocumentOf,
} from './search-document.builder';

/** How many courses are read and written at a time. */
const BATCH = 100;

/** Documents of some entries. */
interface Batch {
  readonly documents: readonly SearchDocument[];
  /** False when they have no names of instructors yet, because the user service is unavailable. */
  readonly isComplete: boolean;
}

/**
 * A change past the unit of work, as `CatalogEntry.changed` makes it. With its version, so that whoever has read the entry
 * before does not store the same revision again with something else.
 */
const RAISED = {
  searchRevision: { $add: [{ $ifNull: ['$searchRevision', 0] }, 1] },
  version: { $add: ['$version', 1] },
};

interface ChangedTopic {
  readonly _id: string;
  readonly name: string;
  readonly version: number;
}

/** Of instructors, by their ids. */
type Names = ReadonlyMap<string, string>;

/** Makes search documents of entries of the catalog. */
@Injectable()
export class SearchDocuments {
  constructor(
    private readonly em: EntityManager,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
  ) {}

  /** Reads entries of the catalog batch by batch. @returns how many there were */
  async eachBatch(
    where: object,
    work: (rows: readonly SearchedEntry[]) => Promise<void>,
  ): Promise<number> {
    let after = '';
    let read = 0;
    for (;;) {
      const rows = await collectionOf(this.em, CatalogEntry)
        .find<SearchedEntry & Document>({ ...where, _id: { $gt: after as never } })
        .sort({ _id: 1 })
        .limit(BATCH)
        .toArray();
      if (rows.length === 0) return read;
      await work(rows);
      read += rows.length;
      after = rows.at(-1)?._id ?? '';
    }
  }

  /** Marks the entries of topics that have other synonyms now, so that they are stored again. */
  async markTopics(): Promise<void> {
    const topics = collectionOf(this.em, Topic);
    const changed = await topics.find<ChangedTopic>({ searchPending: true }).toArray();
    for (const { _id, name, version } of changed) {
      await collectionOf(this.em, CatalogEntry).updateMany({ topics: name as never }, [
        { $set: { ...RAISED, searchPending: EntryChange.shown } },
      ]);
      await topics.updateOne({ _id: _id as never, version }, { $set: { searchPending: null } });
    }
  }

  /** Marks the revisions of entries as done. What has changed meanwhile stays pending. */
  async markDone(rows: readonly SearchedEntry[]): Promise<void> {
    await collectionOf(this.em, CatalogEntry).bulkWrite(
      rows.map(({ _id, searchRevision }) => ({
        updateOne: {
          filter: { _id: _id as never, searchRevision },
          update: { $set: { searchPending: null } },
        },
      })),
      { ordered: false },
    );
  }

  /** The documents of entries as they are now, without names while the user service is unavailable. */
  async of(rows: readonly SearchedEntry[]): Promise<Batch> {
    const names = orWhenUnavailable<Names | undefined>(this.names(rows), () => undefined);
    const known = await names;
    return { documents: await this.with(rows, known), isComplete: known !== undefined };
  }

  /** The documents of entries as they are now. @throws UpstreamUnavailable */
  async complete(rows: readonly SearchedEntry[]): Promise<readonly SearchDocument[]> {
    return this.with(rows, await this.names(rows));
  }

  private async with(
    rows: readonly SearchedEntry[],
    names: Names | undefined,
  ): Promise<SearchDocument[]> {
    const [publications, synonyms] = await Promise.all([
      this.publications(rows),
      this.synonyms(rows),
    ]);
    const now = this.clock.now();
    return rows.map((row) =>
      searchDocumentOf(row, publications.get(row._id), {
        ...{ names: names ?? new Map(), synonyms, now },
      }),
    );
  }

  private async publications(
    rows: readonly SearchedEntry[],
  ): Promise<ReadonlyMap<string, SearchedPublication>> {
    const newest = rows.map(({ _id, publication }) => ({ courseId: _id, number: publication }));
    const found = await collectionOf(this.em, Publication)
      .find<SearchedPublication & { courseId: string }>(
        { $or: newest },
        { projection: { courseId: 1, 'sections.lessons.title': 1 } },
      )
      .toArray();
    return new Map(found.map((one) => [one.courseId, one]));
  }

  private async synonyms(
    rows: readonly SearchedEntry[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const names = [...new Set(rows.flatMap(({ topics }) => topics ?? []))];
    if (names.length === 0) return new Map();
    const found = await this.em.fork().find(Topic, { name: { $in: names } });
    return new Map(found.map((topic) => [topic.name, topic.synonyms]));
  }

  /** @throws UpstreamUnavailable */
  private async names(rows: readonly SearchedEntry[]): Promise<Names> {
    const profiles = await requestProfiles(this.rpc, rows.flatMap(shownInstructors));
    return new Map(profiles.map(({ id, name }) => [id, name]));
  }
}
