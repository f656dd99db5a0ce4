import { Injectable } from '@nestjs/common';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import { Logger } from '@course-plateform/common/observability';
import { UpstreamUnavailable } from '@course-plateform/common/rpc';
import { SearchDatabase } from '../search/search-database';
import { SearchIndexRepository } from '../search/search-index.repository';
import { SearchUnavailable } from '../search/search.errors';
import { CATALOG_CACHE } from './catalog-cache';
import { EntryChange } from './catalog-entry.entity';
import { SearchDocuments } from './search-documents.service';

const PENDING = { $in: Object.values(EntryChange) };

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
    private readonly documents: SearchDocuments,
    private readonly database: SearchDatabase,
    private readonly index: SearchIndexRepository,
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
      await this.documents.markTopics();
      await this.storePending();
      this.isAvailable = true;
    } catch (error) {
      if (!(error instanceof SearchUnavailable || error instanceof UpstreamUnavailable))
        throw error;
      if (this.isAvailable)
        this.logger.warn({ err: error }, 'search documents are not brought up to date');
      this.isAvailable = false;
    }
  }

  /**
   * Builds the documents of all courses again, while the old ones are searched. Without the user service they stay: new
   * ones would have no names.
   * @throws SearchUnavailable, UpstreamUnavailable
   */
  async rebuild(): Promise<void> {
    let courses = 0;
    const isDone = await this.index.rebuild(async (store) => {
      let stored = Promise.resolve();
      courses = await this.documents.eachBatch({}, async (rows) => {
        // The next ones are made while the database stores these.
        const [documents] = await Promise.all([this.documents.complete(rows), stored]);
        stored = store(documents);
        // Its failure is met with the next batch.
        stored.catch(() => undefined);
      });
      await stored;
    });
    if (!isDone) return;
    await this.pages.clear();
    this.logger.info({ courses }, 'search documents rebuilt');
  }

  private async storePending(): Promise<void> {
    await this.documents.eachBatch({ searchPending: PENDING }, async (rows) => {
      const { documents, isComplete } = await this.documents.of(rows);
      await this.index.store(documents);
      if (rows.some(({ searchPending }) => searchPending === EntryChange.shown)) {
        await this.pages.clear();
      }
      // Last, so that a crash before it repeats all of it.
      if (isComplete) await this.documents.markDone(rows);
    });
  }
}
