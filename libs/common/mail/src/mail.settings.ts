/** How mail leaves a service. The class is the injection token. */
export abstract class MailSettings {
  /**
   * The SMTP server, `smtp://user:password@host:port` or `smtps://…`. Undefined or empty: no mail leaves, and the
   * log says which kind of mail would have gone.
   */
  abstract readonly smtpUrl: string | undefined;
  /** The sender, `Name <address>`. */
  abstract readonly from: string;
  /** Encrypts the mails that wait in the database. */
  abstract readonly secret: string;
}
