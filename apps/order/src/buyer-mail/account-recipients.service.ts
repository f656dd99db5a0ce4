import { Injectable } from '@nestjs/common';
import { MailRecipients, type MailRecipient } from '@course-plateform/common/mail';
import { RpcClient } from '@course-plateform/common/rpc';
import { accountGetContact } from '@course-plateform/types/auth';

/** Users as recipients of mails: the auth service knows their addresses. */
@Injectable()
export class AccountRecipients extends MailRecipients {
  constructor(private readonly rpc: RpcClient) {
    super();
  }

  async find(userId: string): Promise<MailRecipient | undefined> {
    const { contact } = await this.rpc.request(accountGetContact, { userId });
    return contact ? { ...contact, address: contact.email } : undefined;
  }
}
