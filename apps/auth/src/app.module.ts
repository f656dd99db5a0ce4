import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { MailModule } from '@course-plateform/common/mail';
import { EmailVerificationModule } from './email-verification/email-verification.module';
import { AuthServiceSettings } from './env';
import { database } from './mikro-orm.config';
import { PasswordChangeModule } from './password-change/password-change.module';
import { PasswordResetModule } from './password-reset/password-reset.module';
import { PersonModule } from './person/person.module';
import { GoogleModule } from './google/google.module';
import { RegistrationModule } from './registration/registration.module';
import { SessionModule } from './session/session.module';
import { SigningKeyModule } from './signing-key/signing-key.module';

const mail = MailModule.forRootAsync({
  inject: [AuthServiceSettings],
  useFactory: ({ smtpUrl, mailFrom, mailSecret }: AuthServiceSettings) => ({
    smtpUrl,
    from: mailFrom,
    secret: mailSecret,
  }),
});

@Module({
  imports: [
    mail,
    SigningKeyModule,
    RegistrationModule,
    GoogleModule,
    SessionModule,
    EmailVerificationModule,
    PasswordResetModule,
    PasswordChangeModule,
    PersonModule,
  ],
})
export class AppModule {}

export const service = defineService({
  settings: AuthServiceSettings,
  database,
  module: AppModule,
});
