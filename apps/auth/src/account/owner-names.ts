import { Injectable } from '@nestjs/common';
import { RpcClient, orWhenUnavailable } from '@course-plateform/common/rpc';
import { Logger } from '@course-plateform/common/observability';
import { userProfileGetMany } from '@course-plateform/types/user';

/** Finds out what people are called, which the user service keeps. */
@Injectable()
export class OwnerNames {
  constructor(
    private readonly neighbours: RpcClient,
    private readonly logger: Logger,
  ) {}

  /**
   * The whole name of the owner of an account; undefined while the user service is away. Somebody who has to change
   * their password must not wait for it. To be asked outside of units of work.
   */
  async of(accountId: string): Promise<string | undefined> {
    const { profiles } = await orWhenUnavailable(
      this.neighbours.ask(userProfileGetMany, { userIds: [accountId] }),
      (err) => {
        this.logger.warn({ err }, 'a new password is not compared with the name of its owner');
        return { profiles: [] };
      },
    );
    return profiles[0]?.name;
  }
}
