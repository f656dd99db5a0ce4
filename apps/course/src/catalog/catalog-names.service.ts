import { Injectable } from '@nestjs/common';
import { Cache, type CacheRegion } from '@course-plateform/common/cache';
import { isId } from '@course-plateform/common/kernel';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { Logger } from '@course-plateform/common/observability';
import { type CategorySummary, categoryGetMany } from '@course-plateform/types/category';
import { type PublicProfile, userProfileGetMany } from '@course-plateform/types/user';
import { CourseServiceSettings } from '../env';

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

  instructors(ids: readonly string[]): Promise<ReadonlyMap<string, PublicProfile>> {
    return this.profiles.wrapMany(distinct(ids), this.limits.catalogNamesCacheMs, (userIds) =>
      this.orNothing(
        this.rpc
          .request(userProfileGetMany, { userIds: [...userIds] })
          .then(({ profiles }) => profiles),
      ),
    );
  }

  categories(ids: readonly string[]): Promise<ReadonlyMap<string, CategorySummary>> {
    return this.subjects.wrapMany(distinct(ids), this.limits.catalogNamesCacheMs, (categoryIds) =>
      this.orNothing(
        this.rpc
          .request(categoryGetMany, { categoryIds: [...categoryIds] })
          .then(({ categories }) => categories),
      ),
    );
  }

  private async orNothing<T extends { id: string }>(
    reply: Promise<readonly T[]>,
  ): Promise<ReadonlyMap<string, T>> {
    const found = await orWhenUnavailable(reply, (err) => {
      this.logger.warn({ err }, 'names unavailable; catalog served without them');
      return [];
    });
    return byId(found);
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter(isId);
}

function byId<T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
