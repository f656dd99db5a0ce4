/** How a service sends mail. The class is the injection token. */
export abstract class MailSettings {
  /**
   * The SMTP server, `smtp://user:password@host:port` or `smtps://…`. Undefined or empty: no mail is sent, and the log
   * has the template of each.
   */
  abstract readonly smtpUrl: string | undefined;
  /** The sender, `Name <address>`. */
  abstract readonly from: string;
  /** Encrypts queued mails in the database. */
  abstract readonly secret: string;
}
