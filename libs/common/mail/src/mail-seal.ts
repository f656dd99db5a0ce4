import { Injectable } from '@nestjs/common';
import { TextEncryption } from '@course-plateform/common/kernel';
import { MailSettings } from './mail.settings';

/** What must not be readable in the database: whom a mail goes to, where they are, and the secret links in it. */
export interface MailContent {
  readonly address: string;
  /** Absent in a mail that an earlier version stored. */
  readonly timezone?: string;
  readonly params: Readonly<Record<string, string>>;
}

/** Encrypts the content of mails that wait. */
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

  /** @throws Error when it was closed with another secret or for another mail */
  open(id: string, content: string): MailContent {
    return JSON.parse(this.encryption.decrypt(id, content)) as MailContent;
  }
}
