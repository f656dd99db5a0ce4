import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type RecentSignIns,
  type SignInGetRecent,
  signInGetRecent,
} from '@course-plateform/types/auth';
import { SecurityEventQueryService } from './security-event-query.service';

@Controller()
export class SecurityEventRpcHandler {
  constructor(private readonly queries: SecurityEventQueryService) {}

  @RpcHandler(signInGetRecent)
  @Internal()
  async getRecentSignIns({ userId }: SignInGetRecent): Promise<RecentSignIns> {
    return { signIns: await this.queries.recentSignIns(userId) };
  }
}
