import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module';
import { EmailVerificationModule } from '../email-verification/email-verification.module';
import { SecurityEventModule } from '../security-event/security-event.module';
import { SessionModule } from '../session/session.module';
import { RegistrationController } from './registration.controller';
import { RegistrationService } from './registration.service';

@Module({
  imports: [AccountModule, SessionModule, EmailVerificationModule, SecurityEventModule],
  controllers: [RegistrationController],
  providers: [RegistrationService],
})
export class RegistrationModule {}
