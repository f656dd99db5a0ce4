import { Injectable } from '@nestjs/common';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import { currentLocale } from '@course-plateform/common/i18n';
import { isId } from '@course-plateform/common/kernel';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { Logger } from '@course-plateform/common/observability';
import {
  type CategorySummaries,
  type CategorySummary,
  type CountedCategory,
  categoryGetAll,
  categoryGetMany,
  categoryGetSubtree,
} from '@course-plateform/types/category';
import type { PublicProfile } from '@course-plateform/types/user';
import { CourseServiceSettings } from '../env';
import { requestProfiles } from './profiles';

/** How long a process shows names without a call to Redis, in milliseconds. */
const LOCAL_MS = 5_000;

/**
 * Names that other services keep: instructors and categories, requested in one batch for all that are not
 * remembered. The catalog can be read without them, so an upstream service that is unavailable leaves a gap instead of a failure.
 */
@Injectable()
export class CatalogNames {
  private readonly profiles: CacheRegion;
  private readonly subjects: CacheRegion;

  constructor(
    private readonly rpc: RpcClient,
    private readonly logger: Logger,
    private readonly limits: CourseServiceSettings,
    cache: Cache,
  ) {
    this.profiles = cache.region('catalog-instructors', { localMs: LOCAL_MS });
    this.subjects = cache.region('catalog-categories', { localMs: LOCAL_MS });
  }

  /** Forgets cached names, and everything about a user. */
  async forgetInstructor(id: string): Promise<void> {
    // First what is being loaded right now loses its effect, so that nobody is shown the name again.
    await this.profiles.clear();
    await this.profiles.delete(id);
  }

  /** Forgets the cached names of categories. */
  forgetCategories(): Promise<void> {
    return this.subjects.clear();
  }

  instructors(ids: readonly string[]): Promise<ReadonlyMap<string, PublicProfile>> {
    return this.profiles.wrapMany(
      distinct(ids),
      this.limits.catalogNamesCacheMs,
      async (missing) => {
        const unavailable: readonly PublicProfile[] = [];
        return byId(await this.orWithout(requestProfiles(this.rpc, missing), unavailable));
      },
    );
  }

  /** In the language of the request; one that was replaced by another one appears as that one. */
  async categories(ids: readonly string[]): Promise<ReadonlyMap<string, CategorySummary>> {
    const prefix = `${currentLocale()}:`;
    const found = await this.subjects.wrapMany(
      distinct(ids).map((id) => prefix + id),
      this.limits.catalogNamesCacheMs,
      async (keys) => {
        const loaded = await this.loadCategories(keys.map((key) => key.slice(prefix.length)));
        return new Map([...loaded].map(([id, category]) => [prefix + id, category]));
      },
    );
    return new Map([...found].map(([key, category]) => [key.slice(prefix.length), category]));
  }

  /** The whole tree in the language of the request, which the category service keeps. */
  async allCategories(): Promise<CountedCategory[]> {
    return (await this.rpc.request(categoryGetAll, {})).categories;
  }

  /** The whole tree, cached; empty while the category service is unavailable. */
  async allCategoriesIfAvailable(): Promise<readonly CountedCategory[]> {
    const load = (): Promise<readonly CountedCategory[]> =>
      this.orWithout<readonly CountedCategory[]>(this.allCategories(), []);
    return this.subjects.wrap(`${currentLocale()}:tree`, this.limits.catalogNamesCacheMs, load);
  }

  /** The ids of categories and of all below them; none of one that does not exist. */
  async subtrees(ids: readonly string[]): Promise<readonly string[]> {
    const found = await Promise.all(
      distinct(ids).map((categoryId) => this.rpc.request(categoryGetSubtree, { categoryId })),
    );
    return [...new Set(found.flatMap(({ categoryIds }) => categoryIds))];
  }

  private async loadCategories(ids: readonly string[]): Promise<Map<string, CategorySummary>> {
    const unavailable: CategorySummaries = { categories: [] };
    const reply = await this.orWithout(
      this.rpc.request(categoryGetMany, { categoryIds: [...ids] }),
      unavailable,
    );
    const { categories, replacements = [] } = reply;
    const known = byId(categories);
    for (const { categoryId, replacedBy } of replacements) {
      const successor = known.get(replacedBy);
      if (successor) known.set(categoryId, successor);
    }
    return known;
  }

  private orWithout<T>(reply: Promise<T>, nothing: T): Promise<T> {
    return orWhenUnavailable(reply, (err) => {
      this.logger.warn({ err }, 'names unavailable; catalog served without them');
      return nothing;
    });
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter(isId);
}

function byId<T extends { id: string }>(items: readonly T[]): Map<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
