import { Injectable } from '@nestjs/common';
import { NeighbourUnavailable, RpcClient } from '@course-plateform/common/messaging';
import { Logger } from '@course-plateform/common/observability';
import { type PublicProfile, userProfileGetMany } from '@course-plateform/types/user';

/** Who wrote reviews. */
@Injectable()
export class ReviewAuthorService {
  constructor(
    private readonly neighbours: RpcClient,
    private readonly logger: Logger,
  ) {}

  /** The profiles of authors by id. Reviews can be read without names, so a user service that is away is no failure. */
  async find(userIds: readonly string[]): Promise<ReadonlyMap<string, PublicProfile>> {
    const ids = [...new Set(userIds)];
    if (ids.length === 0) return new Map();
    try {
      const { profiles } = await this.neighbours.ask(userProfileGetMany, { userIds: ids });
      return new Map(profiles.map((profile) => [profile.id, profile]));
    } catch (error) {
      if (!(error instanceof NeighbourUnavailable)) throw error;
      this.logger.warn({ err: error }, 'reviews are shown without the names of their authors');
      return new Map();
    }
  }
}
