import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/service';
import { MailModule } from '@course-plateform/common/mail';
import { EmailVerificationModule } from './email-verification/email-verification.module';
import { AuthServiceSettings } from './env';
import { database } from './mikro-orm.config';
import { PasswordChangeModule } from './password-change/password-change.module';
import { PasswordResetModule } from './password-reset/password-reset.module';
import { UserAccountModule } from './user-account/user-account.module';
import { GoogleModule } from './google/google.module';
import { RegistrationModule } from './registration/registration.module';
import { SessionModule } from './session/session.module';
import { SigningKeyModule } from './signing-key/signing-key.module';

@Module({
  imports: [
    MailModule.forRoot(AuthServiceSettings),
    SigningKeyModule,
    RegistrationModule,
    GoogleModule,
    SessionModule,
    EmailVerificationModule,
    PasswordResetModule,
    PasswordChangeModule,
    UserAccountModule,
  ],
})
export class AppModule {}

export const service = defineService({
  settings: AuthServiceSettings,
  database,
  module: AppModule,
});
