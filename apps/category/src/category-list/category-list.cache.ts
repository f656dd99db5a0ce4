import type { EntityManager } from '@mikro-orm/core';
import { Injectable } from '@nestjs/common';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import type { Locale } from '@course-plateform/common/i18n';
import { MINUTE_MS } from '@course-plateform/common/kernel';
import { AfterCommit, type AfterCommitWork } from '@course-plateform/common/persistence';

/** How long the list may be out of date when a change could not clear the cache, in milliseconds. */
const KEPT_MS = MINUTE_MS;

/** The cached list of all categories with their counts of courses, in each language. Whoever writes either forgets it. */
@Injectable()
export class CategoryListCache {
  private readonly lists: CacheRegion;
  private readonly clear: AfterCommitWork;

  constructor(
    cache: Cache,
    private readonly afterCommit: AfterCommit,
  ) {
    const lists = cache.region('categories');
    this.lists = lists;
    this.clear = () => lists.clear();
  }

  /** The cached list in a language, or the one that `load` gives. */
  wrap<T>(locale: Locale, load: () => Promise<T>): Promise<T> {
    return this.lists.wrap(locale, KEPT_MS, load);
  }

  /** Once the transaction is committed, the list is loaded again in every language. */
  forget(em: EntityManager): Promise<void> {
    return this.afterCommit.do(em, this.clear);
  }
}
