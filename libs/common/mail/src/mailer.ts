import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Transporter, createTransport } from 'nodemailer';
import { Logger } from '@course-plateform/common/observability';
import { MailSettings } from './mail.settings';
import type { OutgoingMail } from './outgoing-mail.entity';
import type { MailParams } from './mail-params';
import { type MailReader, type MailTemplate, renderMail } from './template';

/** The timeout of each step of the mail server, in milliseconds. */
const TIMEOUT_MS = 10_000;

/** The recipient of a mail, with language and time zone. */
export interface MailRecipient extends MailReader {
  readonly address: string;
}

/**
 * Sends mails. Bodies, parameters and addresses are not logged, because they are secret or personal. Without an SMTP
 * server (`smtpUrl` empty) the mail is rendered, dropped and logged.
 */
@Injectable()
export class Mailer implements OnApplicationShutdown {
  private readonly transport: Transporter;
  private readonly leaves: boolean;
  /** The domain of the sender's address. */
  private readonly domain: string;

  constructor(
    settings: MailSettings,
    private readonly logger: Logger,
  ) {
    this.domain = /@([^\s>]+)/.exec(settings.from)?.[1] ?? 'localhost';
    this.leaves = Boolean(settings.smtpUrl);
    this.transport = settings.smtpUrl
      ? createTransport(
          {
            url: settings.smtpUrl,
            connectionTimeout: TIMEOUT_MS,
            greetingTimeout: TIMEOUT_MS,
            socketTimeout: TIMEOUT_MS,
          },
          { from: settings.from },
        )
      : createTransport({ jsonTransport: true }, { from: settings.from });
  }

  /**
   * Sends one mail; rejects when the server does not accept it.
   * @param mail its id is in the Message-ID (RFC 5322, 3.6.4): the same for every delivery of the same mail
   */
  async send<Params extends MailParams>(
    template: MailTemplate<Params>,
    recipient: MailRecipient,
    params: Params,
    { id, createdAt }: Pick<OutgoingMail, 'id' | 'createdAt'>,
  ): Promise<void> {
    const written = renderMail(template, recipient, params, createdAt);
    await this.transport.sendMail({
      to: { name: '', address: recipient.address },
      messageId: `<${id}@${this.domain}>`,
      ...written,
    });
    this.logger.info(
      { template: template.name },
      this.leaves ? 'mail sent' : 'mail not sent: no SMTP server configured',
    );
  }

  onApplicationShutdown(): void {
    this.transport.close();
  }
}
