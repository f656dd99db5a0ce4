import { Module } from '@nestjs/common';
import { SETTINGS, defineService } from '@course-plateform/common/http';
import { MailModule } from '@course-plateform/common/mail';
import { EmailVerificationModule } from './email-verification/email-verification.module';
import { type AuthServiceSettings, settings } from './env';
import { database } from './mikro-orm.config';
import { RegistrationModule } from './registration/registration.module';
import { SessionModule } from './session/session.module';
import { SigningKeyModule } from './signing-key/signing-key.module';

const mail = MailModule.forRootAsync({
  inject: [SETTINGS],
  useFactory: ({ smtpUrl, mailFrom, mailSecret }: AuthServiceSettings) => ({
    smtpUrl,
    from: mailFrom,
    secret: mailSecret,
  }),
});

@Module({
  imports: [mail, SigningKeyModule, RegistrationModule, SessionModule, EmailVerificationModule],
})
export class AppModule {}

export const service = defineService({ settings, database, module: AppModule });
