import { Module } from '@nestjs/common';
import { AccountModule } from '../account/account.module';
import { SecurityEventModule } from '../security-event/security-event.module';
import { SessionModule } from '../session/session.module';
import { PasswordChangeController } from './password-change.controller';
import { PasswordChangeService } from './password-change.service';
import { PasswordSetter } from './password-setter';

@Module({
  imports: [AccountModule, SessionModule, SecurityEventModule],
  controllers: [PasswordChangeController],
  providers: [PasswordChangeService, PasswordSetter],
  exports: [PasswordSetter],
})
export class PasswordChangeModule {}
