import { Injectable } from '@nestjs/common';
import { isId } from '@course-plateform/common/kernel';
import { NeighbourUnavailable, RpcClient } from '@course-plateform/common/messaging';
import { Logger } from '@course-plateform/common/observability';
import { type CategorySummary, categoryGetMany } from '@course-plateform/types/category';
import { type PublicProfile, userProfileGetMany } from '@course-plateform/types/user';

/**
 * Names that other services keep: instructors and categories, always asked for in one question. The catalog can be
 * read without them, so a neighbour that is away leaves a gap instead of a failure.
 */
@Injectable()
export class CatalogNames {
  constructor(
    private readonly neighbours: RpcClient,
    private readonly logger: Logger,
  ) {}

  async instructors(ids: readonly string[]): Promise<ReadonlyMap<string, PublicProfile>> {
    const userIds = distinct(ids);
    if (userIds.length === 0) return new Map();
    const ask = (): Promise<PublicProfile[]> =>
      this.neighbours.ask(userProfileGetMany, { userIds }).then(({ profiles }) => profiles);
    return byId(await this.orNothing(ask));
  }

  async categories(ids: readonly string[]): Promise<ReadonlyMap<string, CategorySummary>> {
    const categoryIds = distinct(ids);
    if (categoryIds.length === 0) return new Map();
    const ask = (): Promise<CategorySummary[]> =>
      this.neighbours.ask(categoryGetMany, { categoryIds }).then(({ categories }) => categories);
    return byId(await this.orNothing(ask));
  }

  private async orNothing<T>(ask: () => Promise<T[]>): Promise<T[]> {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof NeighbourUnavailable)) throw error;
      this.logger.warn({ error }, 'the catalog is shown with gaps');
      return [];
    }
  }
}

function distinct(ids: readonly string[]): string[] {
  return [...new Set(ids)].filter(isId);
}

function byId<T extends { id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
