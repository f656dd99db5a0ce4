import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { MailSettings } from './mail.settings';
import { MailJobs } from './mail.jobs';
import { MailSeal } from './mail-seal';
import { MailSender } from './mail-sender';
import { Mailer } from './mailer';
import { Mails } from './mails';

/**
 * Outgoing mail for all modules of a service, listed once in its root module. Needs `ObservabilityModule` and a
 * PostgreSQL database with `mailEntities`.
 */
@Module({})
export class MailModule {
  /** @param settings how to get the settings from providers of the service */
  static forRootAsync(
    settings: Pick<FactoryProvider<MailSettings>, 'inject' | 'useFactory'>,
  ): DynamicModule {
    return {
      module: MailModule,
      global: true,
      providers: [
        { provide: MailSettings, ...settings },
        Mailer,
        MailSeal,
        MailSender,
        Mails,
        MailJobs,
      ],
      exports: [Mails],
    };
  }
}
