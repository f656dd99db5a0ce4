import { Injectable, Optional } from '@nestjs/common';
import { FALLBACK_LOCALE, FALLBACK_TIMEZONE } from '@course-plateform/common/i18n';
import { present } from '@course-plateform/common/kernel';
import type { MailParams } from './mail-params';
import { MailRecipients } from './mail-recipients';
import { MailSeal } from './mail-seal';
import type { MailRecipient } from './mailer';
import type { OutgoingMail } from './outgoing-mail.entity';

/** What a mail says, and to whom. */
export interface AddressedMail {
  readonly recipient: MailRecipient;
  readonly params: MailParams;
}

/** Opens stored mails and finds out where they go. */
@Injectable()
export class Addressees {
  constructor(
    private readonly seal: MailSeal,
    @Optional() private readonly recipients?: MailRecipients,
  ) {}

  /**
   * @returns undefined when it goes to a user who has no account any more
   * @throws Error when it was encrypted with another secret, or goes to a user and the service finds none
   */
  async of({ id, content, userId, locale }: OutgoingMail): Promise<AddressedMail | undefined> {
    const opened = this.seal.open(id, present(content, 'what a mail says that was not sent'));
    const { address, timezone = FALLBACK_TIMEZONE, params } = opened;
    if (address !== undefined) {
      return { recipient: { address, locale: locale ?? FALLBACK_LOCALE, timezone }, params };
    }
    const recipients = present(this.recipients, 'who finds the recipients of mails');
    const recipient = await recipients.find(present(userId, 'the user a mail goes to'));
    return recipient && { recipient, params };
  }
}
