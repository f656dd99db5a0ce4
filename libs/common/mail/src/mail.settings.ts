/** How mail leaves a service. */
export interface MailSettings {
  /**
   * The SMTP server, `smtp://user:password@host:port` or `smtps://…`. Undefined or empty: no mail leaves, and the
   * log says which kind of mail would have gone.
   */
  readonly smtpUrl: string | undefined;
  /** The sender, `Name <address>`. */
  readonly from: string;
  /** Encrypts the mails that wait in the database. */
  readonly secret: string;
}

/** The `MailSettings` of the process. */
export const MAIL_SETTINGS = Symbol('MAIL_SETTINGS');
