import { Injectable } from '@nestjs/common';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { Logger } from '@course-plateform/common/observability';
import { userProfileGetMany } from '@course-plateform/types/user';

/** Requests the names of users from the user service. */
@Injectable()
export class OwnerNames {
  constructor(
    private readonly rpc: RpcClient,
    private readonly logger: Logger,
  ) {}

  /**
   * The full name of the user of an account; undefined while the user service is unavailable, because a password change
   * must not depend on it. Call it outside of units of work.
   */
  async of(accountId: string): Promise<string | undefined> {
    const { profiles } = await orWhenUnavailable(
      this.rpc.request(userProfileGetMany, { userIds: [accountId] }),
      (err) => {
        this.logger.warn(
          { err },
          'profile unavailable; new password not compared with the name of its user',
        );
        return { profiles: [] };
      },
    );
    return profiles[0]?.name;
  }
}
