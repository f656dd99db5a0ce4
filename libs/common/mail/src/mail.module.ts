import { type DynamicModule, Module } from '@nestjs/common';
import { MAIL_SETTINGS, type MailSettings } from './mail.settings';
import { Mailer } from './mailer';

/** Outgoing mail. Needs `ObservabilityModule`. */
@Module({})
export class MailModule {
  static forRoot(settings: MailSettings): DynamicModule {
    return {
      module: MailModule,
      global: true,
      providers: [{ provide: MAIL_SETTINGS, useValue: settings }, Mailer],
      exports: [Mailer],
    };
  }
}
