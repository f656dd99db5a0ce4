import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module';
import { PasswordChangeModule } from '../password-change/password-change.module';
import { SecurityEventModule } from '../security-event/security-event.module';
import { PasswordResetConfirmationService } from './password-reset-confirmation.service';
import { PasswordResetController } from './password-reset.controller';
import { PasswordResetJob } from './password-reset.job';
import { PasswordResetService } from './password-reset.service';

@Module({
  imports: [AccountModule, PasswordChangeModule, SecurityEventModule],
  controllers: [PasswordResetController],
  providers: [PasswordResetService, PasswordResetConfirmationService, PasswordResetJob],
})
export class PasswordResetModule {}
