import { Injectable } from '@nestjs/common';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import { limitPublicCache } from '@course-plateform/common/http';
import { currentLocale } from '@course-plateform/common/i18n';
import { Clock } from '@course-plateform/common/kernel';
import { CourseServiceSettings } from '../env';

/** The cache of everything the catalog responds with. */
export const CATALOG_CACHE = 'catalog';

/** Something the catalog shows, and until when its prices hold; null when no change of them is planned. */
export interface Priced<T> {
  readonly shown: T;
  readonly pricesUntil: Date | null;
}

/** As it comes out of the cache. */
interface Kept<T> {
  readonly shown: T;
  readonly until: string | null;
}

/**
 * Keeps pages of the catalog in each language, here and at whoever called, but not beyond the next change of a price on
 * them.
 */
@Injectable()
export class CatalogCache {
  private readonly pages: CacheRegion;

  constructor(
    cache: Cache,
    private readonly clock: Clock,
    private readonly limits: CourseServiceSettings,
  ) {
    this.pages = cache.region(CATALOG_CACHE);
    // The pages of a moved clock are loaded anew: their prices may hold no more, or not yet.
    clock.onMove(() => void this.pages.clear());
  }

  /** @param load is given the time whose prices it shows */
  async wrap<T>(key: string, load: (now: Date) => Promise<Priced<T>>): Promise<T> {
    const leftOf = ({ until }: Kept<T>): number =>
      until === null ? Number.POSITIVE_INFINITY : Date.parse(until) - this.clock.now().getTime();
    const loaded = async (): Promise<Kept<T>> => {
      const { shown, pricesUntil } = await load(this.clock.now());
      return { shown, until: pricesUntil?.toISOString() ?? null };
    };
    const ofLanguage = `${currentLocale()}:${key}`;
    const kept = await this.pages.wrap(ofLanguage, this.limits.catalogCacheMs, loaded, leftOf);
    limitPublicCache(leftOf(kept));
    return kept.shown;
  }
}
