import { Controller } from '@nestjs/common';
import { Internal } from '@course-plateform/common/auth';
import { RpcHandler } from '@course-plateform/common/rpc';
import {
  type AccountContactReply,
  type AccountGetContact,
  accountGetContact,
} from '@course-plateform/types/auth';
import { AccountRepository } from './account.repository';

@Controller()
export class AccountRpcHandler {
  constructor(private readonly accounts: AccountRepository) {}

  @RpcHandler(accountGetContact)
  @Internal()
  async getContact({ userId }: AccountGetContact): Promise<AccountContactReply> {
    const account = await this.accounts.find(userId);
    return { contact: account?.contact ?? null };
  }
}
