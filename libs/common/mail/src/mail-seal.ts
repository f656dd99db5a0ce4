import { Injectable } from '@nestjs/common';
import { TextEncryption } from '@course-plateform/common/kernel';
import type { MailParams } from './mail-params';
import { MailSettings } from './mail.settings';

/** The part of a mail that is stored encrypted: recipient, time zone and parameters, such as links with secrets. */
export interface MailContent {
  /** Absent in a mail to a user whose address is looked up when it is sent. */
  readonly address?: string;
  /** Absent as well, and in a mail that an earlier version stored. */
  readonly timezone?: string;
  readonly params: MailParams;
}

/** Encrypts the content of queued mails. */
@Injectable()
export class MailSeal {
  private readonly encryption: TextEncryption;

  constructor(settings: MailSettings) {
    this.encryption = new TextEncryption(settings.secret, 'outgoing-mail');
  }

  /** @param id of the mail */
  close(id: string, content: MailContent): string {
    return this.encryption.encrypt(id, JSON.stringify(content));
  }

  /** @throws Error when it was encrypted with another secret or for another mail */
  open(id: string, content: string): MailContent {
    return JSON.parse(this.encryption.decrypt(id, content)) as MailContent;
  }
}
