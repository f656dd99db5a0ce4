import { type DynamicModule, type FactoryProvider, Module } from '@nestjs/common';
import { MAIL_SETTINGS, type MailSettings } from './mail.settings';
import { Mailer } from './mailer';

/** Outgoing mail. Needs `ObservabilityModule`. */
@Module({})
export class MailModule {
  /** @param settings how to get the settings from providers of the service */
  static forRootAsync(
    settings: Pick<FactoryProvider<MailSettings>, 'inject' | 'useFactory'>,
  ): DynamicModule {
    return {
      module: MailModule,
      providers: [{ provide: MAIL_SETTINGS, ...settings }, Mailer],
      exports: [Mailer],
    };
  }
}
