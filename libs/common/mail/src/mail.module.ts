import { type DynamicModule, type InjectionToken, Module, type Type } from '@nestjs/common';
import { Addressees } from './addressees';
import { MailRecipients } from './mail-recipients';
import { MailSettings } from './mail.settings';
import { MailJobs } from './mail.jobs';
import { MailSeal } from './mail-seal';
import { MailSender } from './mail-sender';
import { Mailer } from './mailer';
import { Mails } from './mails';

/** The settings of a service that sends mails. */
interface MailEnvironment {
  readonly smtpUrl?: string | undefined;
  readonly mailFrom: string;
  readonly mailSecret: string;
}

/**
 * Outgoing mail for all modules of a service, listed once in its root module. Needs `ObservabilityModule` and a
 * database with `mailEntities`.
 */
@Module({})
export class MailModule {
  /**
   * @param settings those of the service, among them `mailSettings`
   * @param recipients finds users whose addresses the service does not keep; left out, there are no mails to such
   */
  static forRoot(
    settings: InjectionToken<MailEnvironment>,
    recipients?: Type<MailRecipients>,
  ): DynamicModule {
    return {
      module: MailModule,
      global: true,
      providers: [
        {
          provide: MailSettings,
          inject: [settings],
          useFactory: ({ smtpUrl, mailFrom: from, mailSecret: secret }: MailEnvironment) =>
            ({ smtpUrl, from, secret }) satisfies MailSettings,
        },
        ...(recipients ? [{ provide: MailRecipients, useClass: recipients }] : []),
        Mailer,
        MailSeal,
        Addressees,
        MailSender,
        Mails,
        MailJobs,
      ],
      exports: [Mails],
    };
  }
}
