import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module';
import { PasswordResetModule } from '../password-reset/password-reset.module';
import { SessionModule } from '../session/session.module';
import { PasswordChangeController } from './password-change.controller';
import { PasswordChangeService } from './password-change.service';

@Module({
  imports: [AccountModule, SessionModule, PasswordResetModule],
  controllers: [PasswordChangeController],
  providers: [PasswordChangeService],
})
export class PasswordChangeModule {}
