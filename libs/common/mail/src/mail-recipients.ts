import type { MailRecipient } from './mailer';

/** Finds the recipients of mails to users whose addresses a service does not keep. The class is the injection token. */
export abstract class MailRecipients {
  /** @returns undefined when the user has no account any more */
  abstract find(userId: string): Promise<MailRecipient | undefined>;
}
