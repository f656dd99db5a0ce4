import { rpcContract } from '@course-plateform/common/kernel';
import {
  BooleanField,
  EmailField,
  IdField,
  ObjectField,
  TextField,
} from '@course-plateform/types/platform';

export class AccountGetContact {
  @IdField({ description: 'The user to write to' })
  userId!: string;
}

/** Where a user reads mails, and how. */
export class AccountContact {
  @EmailField({ description: 'As the user wrote it' })
  email!: string;

  @BooleanField({ description: 'Whether the user has shown that mails to it arrive' })
  isVerified!: boolean;

  @TextField({ max: 35, example: 'en', description: 'The language of mails (BCP 47)' })
  locale!: string;

  @TextField({
    max: 64,
    example: 'Europe/Berlin',
    description: 'The time zone of timestamps in mails (IANA)',
  })
  timezone!: string;
}

export class AccountContactReply {
  @ObjectField(() => AccountContact, {
    nullable: true,
    description: 'Null when there is no such account, or not any more',
  })
  contact!: AccountContact | null;
}

/** How to write to a user. The address stays with the auth service: others ask each time, and do not keep it. */
export const accountGetContact = rpcContract({
  subject: 'auth.account.get-contact',
  request: AccountGetContact,
  reply: AccountContactReply,
  callers: ['course', 'order'],
});
