import { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import type { Document } from 'mongodb';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import { Clock } from '@course-plateform/common/kernel';
import { Logger } from '@course-plateform/common/observability';
import { collectionOf } from '@course-plateform/common/persistence';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { type UserProfiles, userProfileGetMany } from '@course-plateform/types/user';
import { CATALOG_CACHE } from '../catalog/catalog-cache';
import { CatalogEntry, SearchPending } from '../catalog/catalog-entry.entity';
import { Publication } from '../course/publication.entity';
import { Topic } from '../topic/topic.entity';
import type { SearchDocument } from './course-search';
import { SearchDatabase } from './search-database';
import {
  type SearchedEntry,
  type SearchedPublication,
  searchDocumentOf,
} from './search-document.builder';
import { SearchIndexRepository } from './search-index.repository';
import { SearchUnavailable } from './search.errors';

/** How many courses are read and written at a time: as many profiles as one request may name. */
const BATCH = 100;

const PENDING = { $in: Object.values(SearchPending) };

/** Documents, and the revisions that they complete. */
interface Batch {
  readonly documents: readonly SearchDocument[];
  /** Those whose instructors are not known yet, because their service is unavailable. */
  readonly isComplete: boolean;
}

/**
 * Brings search documents up to date. Each change of a catalog entry raises its revision and marks it as pending, in
 * the same write; the mark goes when that revision is stored, so a crash in between only repeats work. Documents are
 * made from the present state, and an older revision never replaces a newer one.
 */
@Injectable()
export class SearchIndexer {
  private readonly pages: CacheRegion;
  private isAvailable = true;

  constructor(
    private readonly em: EntityManager,
    private readonly database: SearchDatabase,
    private readonly index: SearchIndexRepository,
    private readonly rpc: RpcClient,
    private readonly clock: Clock,
    private readonly logger: Logger,
    cache: Cache,
  ) {
    this.pages = cache.region(CATALOG_CACHE);
  }

  /** Stores what has changed; while the search database is unavailable, changes wait in the catalog. */
  async run(): Promise<void> {
    if (!this.database.isConfigured) return;
    try {
      if (!(await this.database.isFilled())) await this.rebuild();
      await this.storePending();
      this.isAvailable = true;
    } catch (error) {
      if (!(error instanceof SearchUnavailable)) throw error;
      if (this.isAvailable) this.logger.warn({ err: error }, 'search database unavailable');
      this.isAvailable = false;
    }
  }

  /**
   * Builds the documents of all courses again, while the old ones are searched.
   * @throws SearchUnavailable
   */
  async rebuild(): Promise<void> {
    let courses = 0;
    const isDone = await this.database.rebuild(async () => {
      courses = await this.eachBatch({}, async (rows) => {
        await this.index.store((await this.documentsOf(rows)).documents);
      });
    });
    if (!isDone) return;
    await this.pages.clear();
    this.logger.info({ courses }, 'search documents rebuilt');
  }

  private async storePending(): Promise<void> {
    await this.eachBatch({ searchPending: PENDING }, async (rows) => {
      const { documents, isComplete } = await this.documentsOf(rows);
      await this.index.store(documents);
      if (rows.some(({ searchPending }) => searchPending === SearchPending.shown)) {
        await this.pages.clear();
      }
      // Last, so that a crash before it repeats all of it.
      if (isComplete) await this.complete(rows);
    });
  }

  private async eachBatch(
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

  /** What has changed meanwhile stays pending. */
  private async complete(rows: readonly SearchedEntry[]): Promise<void> {
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

  private async documentsOf(rows: readonly SearchedEntry[]): Promise<Batch> {
    const [publications, profiles, synonyms] = await Promise.all([
      this.publications(rows),
      this.names(rows),
      this.synonyms(rows),
    ]);
    const now = this.clock.now();
    const documents = rows.map((row) =>
      searchDocumentOf(row, publications.get(row._id), {
        ...{ instructorName: profiles?.get(row.instructorId) ?? null, synonyms, now },
      }),
    );
    return { documents, isComplete: profiles !== undefined };
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

  /** @returns undefined while the user service is unavailable */
  private async names(
    rows: readonly SearchedEntry[],
  ): Promise<ReadonlyMap<string, string> | undefined> {
    const userIds = [...new Set(rows.map(({ instructorId }) => instructorId))];
    const reply = this.rpc.request(userProfileGetMany, { userIds });
    const found = await orWhenUnavailable<UserProfiles | undefined>(reply, () => undefined);
    return found && new Map(found.profiles.map(({ id, name }) => [id, name]));
  }
}
