import { Injectable } from '@nestjs/common';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { Logger } from '@course-plateform/common/observability';
import { type PublicProfile, userProfileGetMany } from '@course-plateform/types/user';

/** Who wrote reviews. */
@Injectable()
export class ReviewAuthorService {
  constructor(
    private readonly rpc: RpcClient,
    private readonly logger: Logger,
  ) {}

  /** The profiles of authors by id. Reviews can be read without names, so a user service that is unavailable is no failure. */
  async find(userIds: readonly string[]): Promise<ReadonlyMap<string, PublicProfile>> {
    const ids = [...new Set(userIds)];
    if (ids.length === 0) return new Map();
    const { profiles } = await orWhenUnavailable(
      this.rpc.request(userProfileGetMany, { userIds: ids }),
      (err) => {
        this.logger.warn({ err }, 'author names unavailable; reviews served without them');
        return { profiles: [] };
      },
    );
    return new Map(profiles.map((profile) => [profile.id, profile]));
  }
}
