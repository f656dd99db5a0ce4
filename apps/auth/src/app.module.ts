import { Module } from '@nestjs/common';
import { defineService } from '@course-plateform/common/http';
import { EmailVerificationModule } from './email-verification/email-verification.module';
import { settings } from './env';
import { database } from './mikro-orm.config';
import { RegistrationModule } from './registration/registration.module';
import { SessionModule } from './session/session.module';
import { SigningKeyModule } from './signing-key/signing-key.module';

@Module({ imports: [SigningKeyModule, RegistrationModule, SessionModule, EmailVerificationModule] })
export class AppModule {}

export const service = defineService({ settings, database, module: AppModule });
