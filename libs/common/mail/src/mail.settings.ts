/** How mail leaves a service. */
export interface MailSettings {
  /**
   * The SMTP server, `smtp://user:password@host:port` or `smtps://…`. Undefined or empty: no mail leaves, and the
   * log says which mail would have gone to whom.
   */
  readonly smtpUrl: string | undefined;
  /** The sender, `Name <address>`. */
  readonly from: string;
}

/** The `MailSettings` of the process. */
export const MAIL_SETTINGS = Symbol('MAIL_SETTINGS');
