import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module';
import { SecurityEventModule } from '../security-event/security-event.module';
import { SessionModule } from '../session/session.module';
import { PasswordResetConfirmationService } from './password-reset-confirmation.service';
import { PasswordResetController } from './password-reset.controller';
import { PasswordResetJob } from './password-reset.job';
import { PasswordResetService } from './password-reset.service';
import { PasswordSetter } from './password-setter';

@Module({
  imports: [AccountModule, SessionModule, SecurityEventModule],
  controllers: [PasswordResetController],
  providers: [
    PasswordResetService,
    PasswordResetConfirmationService,
    PasswordResetJob,
    PasswordSetter,
  ],
  exports: [PasswordSetter],
})
export class PasswordResetModule {}
